import * as fs from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  UNKNOWN,
  unwrapSecrets,
  type PropertyMap,
  type PropertyValue,
} from "../../../../localcloud/wire/values";
import {
  InitFailed,
  type DiffRequest,
  type DiffResult,
  type Provider,
} from "../../../../localcloud/providers/provider";
import { serve } from "../../../../localcloud/providers/serve";

// A provider for tests: each object is a file in $CRATE_STORE. What an object is asked to do, its inputs say:
//   `fail: "create" | "update" | "delete"`   that call is refused
//   `die: "<moment> <call>"`                 the provider ends "before" or "after" the work of that call is done
//   `hang: "<moment> <call>"`                that call is never answered; the moment "busy": before its work, nor is any other
//   `hold: "<name>"`                         the call makes the file <name>.begun and waits for <name>.go
//   `named`                                  how the engine wants it to be named, with CRATE_NAMES in the environment
//   `sick: "<why>"`, in the store           a read finds the object not healthy
//   `fixed`                                  a change needs a replacement
const store = process.env["CRATE_STORE"] ?? ".";
const control = path.join(store, "..", "control");

const crate: Provider = {
  configure: () => undefined,
  supportsAutonamingConfiguration: process.env["CRATE_NAMES"] !== undefined,
  check: async ({ news, autonaming }) => {
    await strike(news, "before check");
    return {
      inputs:
        autonaming === undefined ? news : { ...news, named: `${autonaming.mode} ${autonaming.proposedName}` },
    };
  },
  diff: async (request) => {
    await strike(request.news, "before diff");
    return diff(request);
  },
  // Enough where no two objects have the same inputs.
  idFor: ({ inputs }) =>
    fs.readdirSync(store).find((id) => isDeepStrictEqual(objectOf(id), unwrapSecrets(inputs))),
  create: async ({ properties, preview, name }) => {
    if (preview) return { id: "", properties: { ...properties, key: UNKNOWN } };
    refuse(properties, "create");
    const id = `${name}-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
    await hold(properties);
    await strike(properties, "before create");
    write(id, properties);
    await strike(properties, "after create");
    return { id, properties: { ...properties, key: `key-of-${id}` } };
  },
  read: async ({ id, inputs: known }) => {
    await strike(known ?? {}, "before read");
    if (!fs.existsSync(path.join(store, id))) return undefined;
    const { sick, ...inputs } = objectOf(id);
    if (typeof sick === "string")
      throw new InitFailed(id, { ...inputs, key: `key-of-${id}` }, inputs, [sick]);
    return { id, inputs, properties: { ...inputs, key: `key-of-${id}` } };
  },
  update: async ({ id, news, preview }) => {
    if (!preview) {
      refuse(news, "update");
      await hold(news);
      await strike(news, "before update");
      write(id, news);
      await strike(news, "after update");
    }
    return { ...news, key: `key-of-${id}` };
  },
  delete: async ({ id, oldInputs }) => {
    refuse(oldInputs, "delete");
    await strike(oldInputs, "before delete");
    fs.rmSync(path.join(store, id), { force: true });
    await strike(oldInputs, "after delete");
  },
};

function diff({ oldInputs, news }: DiffRequest): DiffResult {
  const names = [...new Set([...Object.keys(oldInputs), ...Object.keys(news)])];
  const changed = names.filter((name) => text(oldInputs[name]) !== text(news[name]));
  return {
    changes: changed.length > 0 ? "some" : "none",
    diffs: changed,
    replaces: changed.filter((name) => name === "fixed"),
  };
}

function text(value: PropertyValue | undefined): string {
  return JSON.stringify(unwrapSecrets(value ?? null));
}

function objectOf(id: string): PropertyMap {
  // What was written below.
  return JSON.parse(fs.readFileSync(path.join(store, id), "utf8")) as PropertyMap;
}

function write(id: string, inputs: PropertyMap): void {
  fs.writeFileSync(path.join(store, id), text(inputs));
}

function refuse(inputs: PropertyMap, call: string): void {
  if (inputs["fail"] === call) throw new Error(`${call} refused`);
}

/** Ends the provider, or never comes back, where the inputs ask for it. Each misfortune strikes once. */
async function strike(inputs: PropertyMap, moment: string): Promise<void> {
  const { die, hang } = inputs;
  const busy = hang === moment.replace("before", "busy");
  if (![die, hang].includes(moment) && !busy) return;
  const struck = path.join(control, `${moment}.struck`);
  if (fs.existsSync(struck)) return;
  fs.writeFileSync(struck, "");
  if (die === moment) process.exit(7);
  if (busy) for (;;);
  await new Promise(() => undefined);
}

async function hold(inputs: PropertyMap): Promise<void> {
  const { hold: name } = inputs;
  if (typeof name !== "string") return;
  fs.writeFileSync(path.join(control, `${name}.begun`), "");
  while (!fs.existsSync(path.join(control, `${name}.go`)))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

serve(crate, "1.0.0");
