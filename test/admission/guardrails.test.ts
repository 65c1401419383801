import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Home } from "../../localcloud/home";
import type { KubernetesClient, KubernetesObject } from "../../localcloud/kubernetes";
import { startControlPlane } from "../../localcloud/kubernetes";
import { guardrails } from "../../components/cluster/guardrails/rules";
import { rules } from "../../policy/rules";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../localcloud/kubernetes/temporary-home";
import { bindGuardrails, makeContext, makeNamespaces, makePolicies } from "./support/cluster";
import { namespaceWithout, packParameters } from "./support/facts";
import { goodManifests, type Row, rowsOf } from "./support/rows";
import { tidied } from "./support/tidy";
import { agrees, describeTrial, differences, otherWords, someOf, type Trial, tryRow } from "./support/trials";
import { apiVerdict, packVerdict } from "./support/verdicts";

/** All rows with MULLION_ADMISSION=all, as `npm run test:admission` asks; else some of each rule with a guardrail. */
const all = process.env["MULLION_ADMISSION"] === "all";

const names = guardrails.map(({ name }) => name);
const judges = { names, parameters: packParameters };

/** Guardrails that speak only where another mandatory one does, too. */
const neverAlone: Readonly<Record<string, string>> = {
  "linux-no-windows-fields":
    "windowsOptions are a sign of Windows, so that windows-pods-need-node-selector refuses the selector for Linux",
};

describe("guardrails on a real API server", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let client: KubernetesClient;
  const trials: Trial[] = [];

  before(async () => {
    home = temporaryHome();
    const controlPlane = await startControlPlane({ home, id: "admission" });
    client = controlPlane.client();
    await makeNamespaces(client);
    await makePolicies(client);
  });

  after(async () => {
    client.close();
    await removeHome(home);
  });

  it("say of every row what the pack says, in the same words", async () => {
    await bindGuardrails(client, "Warn");
    for (const row of chosenRows()) trials.push(...(await tryRow(client, row, judges)));
    printTable(trials);
    const wrong = trials.filter((trial) => !agrees(trial) && !(trial.title in differences));
    assert.deepEqual(wrong.map(describeTrial), []);
    const apart = trials.filter((trial) => !(trial.title in differences)).flatMap(otherWords);
    assert.deepEqual(apart, []);
  });

  it("differ from the pack only where a list says so, and there still", function () {
    if (!all) this.skip();
    const differing = trials.filter((trial) => !agrees(trial)).map(({ title }) => title);
    assert.deepEqual([...new Set(differing)].sort(), Object.keys(differences).sort());
  });

  it("are missed each where they are left out", async () => {
    const loose: string[] = [];
    for (const { name } of guardrails) {
      const { object, context } = clearest(name, trials);
      if (object.metadata.namespace === undefined) continue;
      const undo = await makeContext(client, context);
      const metadata = { ...object.metadata, namespace: namespaceWithout(name) };
      const there = [...(await apiVerdict(client, { ...object, metadata })).verdict.keys()];
      if (!(await speaksSoon(client, object, name))) loose.push(`${name}: says nothing`);
      if (there.includes(name)) loose.push(`${name}: speaks where it is left out`);
      await undo();
    }
    assert.deepEqual(loose, []);
  });

  it("deny what is mandatory, each an object that no other one denies, and warn of what is advisory", async () => {
    await bindGuardrails(client, "Deny");
    const loose: string[] = [];
    for (const { name } of guardrails) {
      const { object, context, expected } = clearest(name, trials);
      const others = [...expected.keys()].filter((one) => one !== name && isMandatory(one));
      if (others.length > 0 !== name in neverAlone) loose.push(`${name}: ${others.join()} deny it, too`);
      if (name in neverAlone) continue;
      const undo = await makeContext(client, context);
      const { verdict, denied } = await apiVerdict(client, object);
      if (!verdict.has(name)) loose.push(`${name}: says nothing`);
      if (denied !== isMandatory(name)) loose.push(`${name}: denied is ${String(denied)}`);
      await undo();
    }
    assert.deepEqual(loose, []);
  });

  it("for kinds without a namespace let rows pass when they are taken away", async () => {
    const isClusterWide = ({ name }: { readonly name: string }) =>
      clearest(name, trials).object.metadata.namespace === undefined;
    const left = guardrails.filter((one) => !isClusterWide(one));
    assert.ok(left.length < guardrails.length);
    await bindGuardrails(client, "Deny", left);
    for (const { name } of guardrails.filter(isClusterWide)) {
      const { verdict, refusal } = await apiVerdict(client, clearest(name, trials).object);
      assert.deepEqual([[...verdict], refusal], [[], undefined], name);
    }
  });

  it("take milliseconds of a request", async () => {
    const pods = trials.filter(({ object, answer }) => object.kind === "Pod" && answer.refusal === undefined);
    const sample = pods.slice(0, 25).map(({ object }) => object);
    const on = await median(client, sample);
    await bindGuardrails(client, "Deny", []);
    const off = await median(client, sample);
    console.log(
      `      time per request, median of ${String(sample.length)} pods: ${on.toFixed(1)} ms with ` +
        `${String(guardrails.length)} guardrails, ${off.toFixed(1)} ms without`,
    );
    assert.ok(sample.length > 0);
  });
});

function chosenRows(): Row[] {
  if (all)
    return [...rules.flatMap((rule) => (isAboutObjects(rule) ? rowsOf(rule) : [])), ...goodManifests()];
  return rules.filter(({ name }) => names.includes(name)).flatMap(someOf);
}

const isAboutObjects = ({ types }: { readonly types: readonly string[] }) =>
  types.some((type) => type.startsWith("kubernetes:"));

const isMandatory = (wanted: string) =>
  guardrails.some(({ name, level }) => name === wanted && level === "mandatory");

/** The trial, as it was or tidied, of which a guardrail has something to say and the others as little as possible. */
function clearest(name: string, trials: readonly Trial[]): Pick<Trial, "object" | "context" | "expected"> {
  const asked = trials.filter(({ answer }) => answer.refusal === undefined && answer.verdict.has(name));
  const tidy = asked.map(({ object, context }) => {
    const tidyObject = tidied(object);
    return { object: tidyObject, context, expected: packVerdict(tidyObject, context, names) };
  });
  const mandatory = ({ expected }: Pick<Trial, "expected">) =>
    [...expected.keys()].filter(isMandatory).length;
  const [first] = [...asked, ...tidy]
    .filter(({ expected }) => expected.has(name))
    .sort((a, b) => mandatory(a) - mandatory(b) || a.expected.size - b.expected.size);
  assert.ok(first !== undefined, `${name} says nothing of any row`);
  return first;
}

async function median(client: KubernetesClient, objects: readonly KubernetesObject[]): Promise<number> {
  const times: number[] = [];
  for (const object of objects) times.push((await apiVerdict(client, object)).milliseconds);
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

function printTable(trials: readonly Trial[]): void {
  const count = (wanted: (trial: Trial) => boolean) => String(trials.filter(wanted).length);
  for (const name of names) {
    const refused = count(({ answer }) => answer.verdict.has(name));
    const passed = count(({ answer }) => answer.refusal === undefined && !answer.verdict.has(name));
    console.log(`      ${name.padEnd(36)} refuses ${refused.padStart(4)}  passes ${passed.padStart(4)}`);
  }
  const byItself = count(({ answer }) => answer.refusal !== undefined);
  const apart = count((trial) => !agrees(trial));
  console.log(
    `      ${String(trials.length)} objects: ${byItself} refused by the API server itself, ${apart} judged apart ` +
      `(${String(Object.keys(differences).length)} rows may be)`,
  );
}

/** The API server notices a moment later that the labels of a namespace have changed. */
async function speaksSoon(
  client: KubernetesClient,
  object: KubernetesObject,
  name: string,
): Promise<boolean> {
  for (let asked = 0; asked < 50; asked++) {
    if ((await apiVerdict(client, object)).verdict.has(name)) return true;
    await sleep(100);
  }
  return false;
}
