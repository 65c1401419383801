import assert from "node:assert/strict";
import type { Variable } from "../../components/cluster/guardrails/cel/variable";
import type { Guardrail } from "../../components/cluster/guardrails/guardrail";
import { policyArgs } from "../../components/cluster/guardrails/policy-objects";
import { guardrails } from "../../components/cluster/guardrails/rules";
import type { Home } from "../../localcloud/home";
import type { KubernetesClient, KubernetesObject } from "../../localcloud/kubernetes";
import { applyObjects, startControlPlane } from "../../localcloud/kubernetes";
import { rules } from "../../policy/rules";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../localcloud/kubernetes/temporary-home";
import { cronJob, deployment, pod } from "../policy/support/resources";
import { type Broken, brokenOf } from "./support/breaks";
import { asObject, makeContext, makeNamespaces, untilHeld } from "./support/cluster";
import { complete, variantsOf } from "./support/complete";
import { plainImage, testFacts } from "./support/facts";
import { rowsOf } from "./support/rows";
import { apiVerdict, packVerdict, pathOf } from "./support/verdicts";

/** A part of `npm run test:admission` alone. */
const isAsked = process.env["MULLION_ADMISSION"] === "all";

/**
 * Breaks that nobody can notice, and why; the test fails as well when one of them is noticed or gone.
 */
const equivalent: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "host-process-complete: lter(p, ",
    "host-process-in-named-namespaces: (",
    "host-process-namespace-privileged: (",
    "windows-no-host-network: ows && !",
  ].map((place) => [
    `${place}variables.containers[.exists( ->.all(]c, c.?securityContext.?w`,
    "the API server itself refuses pods of which some containers are HostProcess containers and others are not",
  ]),
);

/** HostProcess, and not. */
const mixed = {
  nodeSelector: { "kubernetes.io/os": "windows" },
  hostNetwork: true,
  restartPolicy: "Never",
  containers: [
    { name: "on-host", image: plainImage, securityContext: { windowsOptions: { hostProcess: true } } },
    { name: "isolated", image: plainImage },
  ],
};

const apiVersion = "admissionregistration.k8s.io/v1";

/** Label by which an object is shown to the policies of one panel only. */
const label = "breaks-of";

/** Broken kinds that judge an object together: what all of them say goes into the warnings of one answer. */
const panelSize = 15;

/** A guardrail as it is, in front, and some of its broken kinds. */
interface Panel {
  /** Also the value of the label, and what the names of its policies begin with. */
  readonly name: string;
  readonly kinds: readonly Broken[];
}

function panelsOf(guardrail: Guardrail): readonly Panel[] {
  const broken = brokenOf(guardrail, testFacts);
  return Array.from({ length: Math.ceil(broken.length / panelSize) }, (_, index) => ({
    name: `${guardrail.name}-${String(index)}`,
    kinds: [{ what: "as it is", guardrail }, ...broken.slice(index * panelSize, (index + 1) * panelSize)],
  }));
}

const policyNameOf = ({ name }: Panel, kind: number) => `${name}-${String(kind)}`;

describe("guardrails that are broken on purpose, on a real API server", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let client: KubernetesClient;

  before(async function () {
    if (!isAsked) this.skip();
    home = temporaryHome();
    client = (await startControlPlane({ home, id: "breaks" })).client();
    await makeNamespaces(client);
    for (const panel of guardrails.flatMap(panelsOf)) {
      for (const index of panel.kinds.keys()) await applyObjects(client, policyOf(panel, index), "test");
    }
    await untilHeld(client, "breaks");
  });

  after(async () => {
    if (!isAsked) return;
    client.close();
    await removeHome(home);
  });

  it("judge some row of the pack's tests otherwise than the pack, or in other words, each of them", async () => {
    const survivors: string[] = [];
    let count = 0;
    for (const guardrail of guardrails) {
      const broken = panelsOf(guardrail).flatMap(({ kinds }) => kinds.slice(1).map(({ what }) => what));
      const found = await noticed(client, guardrail);
      const left = broken.filter((what) => !found.has(what));
      count += broken.length;
      survivors.push(...left.map((what) => `${guardrail.name}: ${what}`));
      console.log(
        `      ${guardrail.name.padEnd(36)} broken ${String(broken.length).padStart(2)}  noticed ${String(broken.length - left.length).padStart(2)}`,
      );
    }
    const alike = survivors.filter((one) => one in equivalent).length;
    console.log(
      `      ${String(count)} breaks, ${String(count - survivors.length)} noticed, ${String(alike)} equivalent`,
    );
    assert.ok(count >= guardrails.length * 2);
    assert.deepEqual([...new Set(survivors)].sort(), Object.keys(equivalent).sort());
  });

  it("cannot be shown pods that are HostProcess pods in part: the API server refuses them before", async () => {
    const objects = [pod(mixed), deployment(mixed), cronJob(mixed)].map((one) => complete(one));
    for (const object of objects) {
      const { refusal } = await apiVerdict(client, object);
      assert.match(refusal ?? "", /If pod contains any hostProcess containers then all containers/);
    }
  });
});

/** What is wrong with the broken kinds that some row gives away. */
async function noticed(client: KubernetesClient, guardrail: Guardrail): Promise<Set<string>> {
  const rule = rules.find(({ name }) => name === guardrail.name);
  assert.ok(rule !== undefined);
  const found = new Set<string>();
  for (const { resource, context } of rowsOf(rule)) {
    const undo = await makeContext(client, context);
    const namespaces = context.filter(({ type }) => type.endsWith(":Namespace"));
    const names = namespaces.map((one) => complete(one).metadata.name ?? "");
    for (const object of variantsOf(complete(resource, names))) {
      const expected = packVerdict(object, context, [rule.name]).size > 0;
      for (const panel of panelsOf(guardrail)) {
        for (const what of await givenAway(client, panel, object, expected)) found.add(what);
      }
    }
    await undo();
  }
  return found;
}

/** What is wrong with the broken kinds of a panel that an object gives away. */
async function givenAway(
  client: KubernetesClient,
  panel: Panel,
  object: KubernetesObject,
  expected: boolean,
): Promise<string[]> {
  const says = await speaking(client, labelled(object, panel.name));
  const right = says?.get(policyNameOf(panel, 0));
  // Where the guardrail itself is not asked, or rightly sees something else than the pack, nothing is given away.
  if (says === undefined || (right !== undefined) !== expected) return [];
  return panel.kinds.flatMap(({ what }, index) =>
    says.get(policyNameOf(panel, index)) === right ? [] : [what],
  );
}

/** What the policies that warn of an object say; `undefined` when the API server refuses it itself. */
async function speaking(
  client: KubernetesClient,
  object: KubernetesObject,
): Promise<Map<string, string> | undefined> {
  const request = { method: "POST", path: pathOf(object), body: object, query: { dryRun: "All" } };
  const answer = await client.request(request).catch(() => undefined);
  if (answer === undefined) return undefined;
  return new Map(
    answer.warnings.flatMap((text) => {
      const [, policy, words] =
        /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+': (.*)$/s.exec(text) ?? [];
      return policy === undefined || words === undefined ? [] : [[policy, words] as const];
    }),
  );
}

function labelled(object: KubernetesObject, name: string): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata.labels, [label]: name } },
  };
}

/** One policy of a panel with its binding, which warns of objects that are for the panel. */
function policyOf(panel: Panel, index: number): KubernetesObject[] {
  const name = policyNameOf(panel, index);
  const { guardrail, instead } = panel.kinds[index] ?? {};
  const policy = guardrail === undefined ? undefined : policyArgs(guardrail, testFacts);
  assert.ok(policy !== undefined && "spec" in policy);
  const { variables, ...plain } = JSON.parse(JSON.stringify(policy.spec)) as { variables: Variable[] };
  assert.ok(instead === undefined || variables.some((one) => one.name === instead.name));
  const spec = {
    ...plain,
    variables: variables.map((one) => (one.name === instead?.name ? instead : one)),
    // The words themselves, which guardrails.test.ts holds to the pack's, would not fit into the warnings of one answer.
    validations: [
      {
        expression: "variables.findings.size() == 0",
        messageExpression: 'string(variables.findings.join(" ").size())',
      },
    ],
  };
  const binding = {
    policyName: name,
    validationActions: ["Warn"],
    matchResources: { objectSelector: { matchLabels: { [label]: panel.name } } },
  };
  return [
    asObject({ apiVersion, kind: "ValidatingAdmissionPolicy", metadata: { name }, spec }),
    asObject({ apiVersion, kind: "ValidatingAdmissionPolicyBinding", metadata: { name }, spec: binding }),
  ];
}
