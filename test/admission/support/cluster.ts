import assert from "node:assert/strict";
import { guardrails } from "../../../components/cluster/guardrails/rules";
import type { Guardrail } from "../../../components/cluster/guardrails/guardrail";
import { bindingArgs, policyArgs, policyName } from "../../../components/cluster/guardrails/policy-objects";
import type { GuardrailSettings } from "../../../components/cluster/guardrails/settings";
import type { KubernetesClient, KubernetesObject } from "../../../localcloud/kubernetes";
import { applyObjects } from "../../../localcloud/kubernetes";
import type { TestResource } from "../../policy/support/resources";
import { eventually } from "../../localcloud/kubernetes/eventually";
import { complete } from "./complete";
import {
  baselineNamespaces,
  namedNamespaces,
  namespaceWithout,
  plainImage,
  rowsNamespace,
  testFacts,
} from "./facts";

const apiVersion = "admissionregistration.k8s.io/v1";

/** Makes the namespaces that rows are about, and waits until pods can be made there. */
export async function makeRowNamespaces(client: KubernetesClient): Promise<void> {
  const names = [rowsNamespace, ...namedNamespaces];
  for (const name of names) {
    const path = `/api/v1/namespaces/${name}`;
    if ((await client.find(path)) === undefined)
      await applyObjects(client, [{ apiVersion: "v1", kind: "Namespace", metadata: { name } }], "test");
    await eventually(async () => {
      await client.get(`${path}/serviceaccounts/default`);
    }, 60_000);
  }
}

/** Makes the namespaces of the rows, and one for each guardrail in which it is left out. */
export async function makeNamespaces(client: KubernetesClient): Promise<void> {
  const names = [rowsNamespace, ...namedNamespaces, ...guardrails.map(({ name }) => namespaceWithout(name))];
  const objects = names.map((name) => {
    const labels = baselineNamespaces.includes(name)
      ? { "pod-security.kubernetes.io/enforce": "baseline" }
      : undefined;
    return {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, ...(labels === undefined ? {} : { labels }) },
    };
  });
  await applyObjects(client, objects, "test");
}

/** Makes the policies of all guardrails; without bindings they do nothing. */
export async function makePolicies(client: KubernetesClient): Promise<void> {
  const objects = guardrails.map((guardrail) => {
    const policy = policyArgs(guardrail, testFacts);
    if (policy === undefined) throw new Error(`${guardrail.name} has nothing to judge in these tests`);
    return asObject({ ...policy, apiVersion, kind: "ValidatingAdmissionPolicy" });
  });
  await applyObjects(client, objects, "test");
}

/**
 * Binds guardrails, each left out of a namespace of its own, and waits until the API server holds them.
 *
 * @param mode - what they do
 * @param chosen - the guardrails to bind; the bindings of the others are taken away
 */
export async function bindGuardrails(
  client: KubernetesClient,
  mode: GuardrailSettings["mode"],
  chosen: readonly Guardrail[] = guardrails,
): Promise<void> {
  for (const guardrail of guardrails) {
    if (chosen.includes(guardrail)) await applyObjects(client, [bindingOf(guardrail, mode)], "test");
    else
      await client.delete(`/apis/${apiVersion}/validatingadmissionpolicybindings/${policyName(guardrail)}`);
  }
  await untilHeld(client, `marker-${mode.toLowerCase()}-${String(chosen.length)}`);
}

function bindingOf(guardrail: Guardrail, mode: GuardrailSettings["mode"]): KubernetesObject {
  const excludedNamespaces = ["kube-system", namespaceWithout(guardrail.name)];
  const binding = bindingArgs(guardrail, { mode, excludedNamespaces });
  // One name for all modes: a test goes from one to the next, and no old one stays.
  const metadata = { name: policyName(guardrail) };
  return asObject({ ...binding, metadata, apiVersion, kind: "ValidatingAdmissionPolicyBinding" });
}

/** Inputs of Pulumi that hold no outputs are what the API server takes. */
export function asObject(object: object): KubernetesObject {
  const plain: unknown = JSON.parse(JSON.stringify(object));
  return { metadata: {}, ...(plain as object) };
}

/**
 * The API server reads policies anew about once a second: waits until it holds all that were applied before.
 *
 * @param name - of a marker that no other call has: a policy that is applied now
 */
export async function untilHeld(client: KubernetesClient, name: string): Promise<void> {
  const resourceRules = [
    { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] },
  ];
  const spec = {
    matchConstraints: { resourceRules },
    validations: [{ expression: `object.metadata.name != "${name}"`, message: name }],
  };
  const binding = { policyName: name, validationActions: ["Deny"] };
  await applyObjects(
    client,
    [
      { apiVersion, kind: "ValidatingAdmissionPolicy", metadata: { name }, spec },
      { apiVersion, kind: "ValidatingAdmissionPolicyBinding", metadata: { name }, spec: binding },
    ],
    "test",
  );
  await eventually(async () => {
    const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name } };
    const path = "/api/v1/namespaces/default/configmaps";
    const request = { method: "POST", path, body, query: { dryRun: "All" } };
    const held = await client.request(request).then(
      () => false,
      (error: unknown) => String(error).includes(name),
    );
    if (!held) throw new Error("the API server does not hold the policies yet");
  }, 60_000);
}

/** Makes the objects that a row stands beside, and answers how to take them away again. */
export async function makeContext(
  client: KubernetesClient,
  context: readonly TestResource[],
): Promise<() => Promise<void>> {
  const objects = context.map((resource) => complete(resource));
  await applyObjects(client, objects, "test");
  return async () => {
    const classes = objects.filter(({ kind }) => kind === "RuntimeClass");
    for (const { metadata } of classes) await forgetRuntimeClass(client, metadata.name ?? "");
  };
}

/** Deletes a RuntimeClass, and waits until the API server no longer brings it into pods: it notices a little later. */
async function forgetRuntimeClass(client: KubernetesClient, name: string): Promise<void> {
  await client.delete(`/apis/node.k8s.io/v1/runtimeclasses/${name}`);
  const spec = { runtimeClassName: name, containers: [{ name: "row", image: plainImage }] };
  const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "forgets" }, spec };
  const path = `/api/v1/namespaces/${rowsNamespace}/pods`;
  await eventually(async () => {
    const request = client.request({ method: "POST", path, body, query: { dryRun: "All" } });
    await assert.rejects(request, new RegExp(`RuntimeClass "${name}" not found`));
  }, 60_000);
}
