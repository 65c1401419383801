import assert from "node:assert/strict";
import type { Guardrail } from "../../components/cluster/guardrails/guardrail";
import { policyArgs } from "../../components/cluster/guardrails/policy-objects";
import { guardrails } from "../../components/cluster/guardrails/rules";
import type { Home } from "../../localcloud/home";
import type { KubernetesClient, KubernetesObject } from "../../localcloud/kubernetes";
import { applyObjects, startControlPlane } from "../../localcloud/kubernetes";
import { rules } from "../../policy/rules";
import { eventually } from "../localcloud/kubernetes/eventually";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../localcloud/kubernetes/temporary-home";
import { type Broken, brokenOf } from "./support/breaks";
import { asObject, makeContext, makeNamespaces } from "./support/cluster";
import { complete, variantsOf } from "./support/complete";
import { testFacts } from "./support/facts";
import { rowsOf } from "./support/rows";
import { packVerdict, pathOf } from "./support/verdicts";

/** A part of `npm run test:admission` alone. */
const isAsked = process.env["MULLION_ADMISSION"] === "all";

/**
 * Share of breaks that may stay unnoticed. Only whether something is said counts here, not its words, which
 * guardrails.test.ts compares; what is left are exchanges in words, and pods with one container, for which "any" and
 * "all" are the same. 191 of 220 were noticed on 2026-11-23.
 */
const mostUnnoticed = 0.15;

const apiVersion = "admissionregistration.k8s.io/v1";

/** Label by which an object is shown to the broken kinds of one guardrail only. */
const label = "breaks-of";

/** The guardrail as it is, and its broken kinds. */
const kindsOf = (guardrail: Guardrail): readonly Broken[] => [
  { what: "as it is", guardrail },
  ...brokenOf(guardrail, testFacts),
];

const nameOf = (guardrail: Guardrail, index: number) => `${guardrail.name}-${String(index)}`;

describe("guardrails that are broken on purpose, on a real API server", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let client: KubernetesClient;

  before(async function () {
    if (!isAsked) this.skip();
    home = temporaryHome();
    client = (await startControlPlane({ home, id: "breaks" })).client();
    await makeNamespaces(client);
    for (const guardrail of guardrails) {
      for (const [index, broken] of kindsOf(guardrail).entries()) {
        await applyObjects(client, policyOf(guardrail, index, broken), "test");
      }
    }
  });

  after(async () => {
    if (!isAsked) return;
    client.close();
    await removeHome(home);
  });

  it("judge some row of the pack's tests otherwise than the pack, each of them", async () => {
    const survivors: string[] = [];
    let count = 0;
    for (const guardrail of guardrails) {
      const kinds = kindsOf(guardrail);
      const found = await noticed(client, guardrail, kinds.length);
      const left = kinds.slice(1).filter((_, index) => !found.has(index + 1));
      count += kinds.length - 1;
      survivors.push(...left.map(({ what }) => `${guardrail.name}: ${what}`));
      console.log(
        `      ${guardrail.name.padEnd(36)} broken ${String(kinds.length - 1).padStart(2)}  noticed ${String(kinds.length - 1 - left.length).padStart(2)}` +
          left.map(({ what }) => `  ${what}`).join(""),
      );
    }
    console.log(`      ${String(count)} breaks, ${String(count - survivors.length)} noticed`);
    assert.deepEqual(
      survivors.filter((one) => /says nothing$|refuses everything$/.test(one)),
      [],
    );
    assert.ok(
      count >= guardrails.length * 2 && survivors.length <= count * mostUnnoticed,
      survivors.join("\n"),
    );
  });
});

/** The numbers of the broken kinds that some row gives away. */
async function noticed(client: KubernetesClient, guardrail: Guardrail, kinds: number): Promise<Set<number>> {
  const rule = rules.find(({ name }) => name === guardrail.name);
  assert.ok(rule !== undefined);
  const found = new Set<number>();
  let held = false;
  for (const { resource, context } of rowsOf(rule)) {
    const undo = await makeContext(client, context);
    const namespaces = context.filter(({ type }) => type.endsWith(":Namespace"));
    const names = namespaces.map((one) => complete(one).metadata.name ?? "");
    for (const object of variantsOf(complete(resource, names))) {
      const expected = packVerdict(object, context, [rule.name]).size > 0;
      if (!held) await settled(client, guardrail, object, kinds);
      held = true;
      const says = await speaking(client, labelled(object, guardrail.name));
      // Where the guardrail itself is not asked, or rightly sees something else, nothing is given away.
      if (says === undefined || says.has(nameOf(guardrail, 0)) !== expected) continue;
      for (let index = 1; index < kinds; index++) {
        if (says.has(nameOf(guardrail, index)) !== expected) found.add(index);
      }
    }
    await undo();
  }
  return found;
}

/** The API server reads policies anew about once a second: waits until it holds the last one of a guardrail. */
async function settled(
  client: KubernetesClient,
  guardrail: Guardrail,
  object: KubernetesObject,
  kinds: number,
): Promise<void> {
  await eventually(async () => {
    const says = await speaking(client, labelled(object, guardrail.name));
    // The second broken kind refuses everything.
    if (says !== undefined)
      assert.ok(says.has(nameOf(guardrail, 2)), `${guardrail.name} of ${String(kinds)}`);
  }, 60_000);
}

/** The policies that warn of an object; `undefined` when the API server refuses it itself. */
async function speaking(
  client: KubernetesClient,
  object: KubernetesObject,
): Promise<Set<string> | undefined> {
  const request = { method: "POST", path: pathOf(object), body: object, query: { dryRun: "All" } };
  const answer = await client.request(request).catch(() => undefined);
  if (answer === undefined) return undefined;
  return new Set(
    answer.warnings.flatMap((text) => /ValidatingAdmissionPolicy '([^']+)'/.exec(text)?.[1] ?? []),
  );
}

function labelled(object: KubernetesObject, name: string): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata.labels, [label]: name } },
  };
}

/** A broken guardrail with its binding, which warns of objects that are for it. */
function policyOf(guardrail: Guardrail, index: number, { guardrail: broken }: Broken): KubernetesObject[] {
  const name = nameOf(guardrail, index);
  const policy = policyArgs(broken, testFacts);
  assert.ok(policy !== undefined && "spec" in policy);
  const spec = {
    ...(JSON.parse(JSON.stringify(policy.spec)) as object),
    // Words would not fit into the warnings of one answer.
    validations: [{ expression: "variables.findings.size() == 0", message: "-" }],
  };
  const binding = {
    policyName: name,
    validationActions: ["Warn"],
    matchResources: { objectSelector: { matchLabels: { [label]: guardrail.name } } },
  };
  return [
    asObject({ apiVersion, kind: "ValidatingAdmissionPolicy", metadata: { name }, spec }),
    asObject({ apiVersion, kind: "ValidatingAdmissionPolicyBinding", metadata: { name }, spec: binding }),
  ];
}
