import * as fs from "node:fs";
import * as path from "node:path";
import {
  UNKNOWN,
  unwrapSecrets,
  type PropertyMap,
  type PropertyValue,
} from "../../../../localcloud/wire/values";
import type { DiffRequest, DiffResult, Provider } from "../../../../localcloud/providers/provider";
import { serve } from "../../../../localcloud/providers/serve";

// A provider for tests: each object is a file in $CRATE_STORE. What an object is asked to do, its inputs say:
//   `fail: "create" | "update" | "delete"`   that call is refused
//   `die: "create"`                          the provider ends in the middle of the call, after the object was made
//   `hold: "<name>"`                         the call makes the file <name>.begun and waits for <name>.go
//   `named`                                  how the engine wants it to be named, with CRATE_NAMES in the environment
//   `fixed`                                  a change needs a replacement
const store = process.env["CRATE_STORE"] ?? ".";

const crate: Provider = {
  configure: () => undefined,
  supportsAutonamingConfiguration: process.env["CRATE_NAMES"] !== undefined,
  check: ({ news, autonaming }) => ({
    inputs:
      autonaming === undefined ? news : { ...news, named: `${autonaming.mode} ${autonaming.proposedName}` },
  }),
  diff,
  create: async ({ properties, preview, name }) => {
    if (preview) return { id: "", properties: { ...properties, key: UNKNOWN } };
    refuse(properties, "create");
    const id = `${name}-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
    await hold(properties);
    write(id, properties);
    if (properties["die"] === "create") process.exit(7);
    return { id, properties: { ...properties, key: `key-of-${id}` } };
  },
  read: ({ id }) => {
    const file = path.join(store, id);
    if (!fs.existsSync(file)) return undefined;
    const inputs = JSON.parse(fs.readFileSync(file, "utf8")) as PropertyMap;
    return { id, inputs, properties: { ...inputs, key: `key-of-${id}` } };
  },
  update: async ({ id, news, preview }) => {
    if (!preview) {
      refuse(news, "update");
      await hold(news);
      write(id, news);
    }
    return { ...news, key: `key-of-${id}` };
  },
  delete: ({ id, oldInputs }) => {
    refuse(oldInputs, "delete");
    fs.rmSync(path.join(store, id), { force: true });
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

function write(id: string, inputs: PropertyMap): void {
  fs.writeFileSync(path.join(store, id), JSON.stringify(unwrapSecrets(inputs)));
}

function refuse(inputs: PropertyMap, call: string): void {
  if (inputs["fail"] === call) throw new Error(`${call} refused`);
}

async function hold(inputs: PropertyMap): Promise<void> {
  const { hold: name } = inputs;
  if (typeof name !== "string") return;
  const control = path.join(store, "..", "control");
  fs.writeFileSync(path.join(control, `${name}.begun`), "");
  while (!fs.existsSync(path.join(control, `${name}.go`)))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

serve(crate, "1.0.0");
