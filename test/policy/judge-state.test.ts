import assert from "node:assert/strict";
import { judgeState, type StateResource } from "../../policy/judge-state";
import { rules } from "../../policy/rules";
import { readSettings } from "../../policy/settings";

const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const canary = "canary-of-the-state";
const settings = readSettings(new Map(), "2026-11-23");

const judged = (...resources: readonly StateResource[]) =>
  judgeState(resources, rules, settings).map(({ rule, level, message }) => ({
    rule: rule.name,
    level,
    message,
  }));
const messagesOf = (rule: string, ...resources: readonly StateResource[]) =>
  judged(...resources).flatMap((one) => (one.rule === rule ? [one.message] : []));

function resource(type: string, name: string, inputs: StateResource["inputs"] = {}): StateResource {
  return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, inputs };
}

const windowsPod = (nodeSelector?: unknown) =>
  resource("kubernetes:core/v1:Pod", "web", {
    metadata: { name: "web" },
    spec: { os: { name: "windows" }, nodeSelector, containers: [{ name: "web", image: "web:1" }] },
  });
const needsSelector = "windows-pods-need-node-selector";

describe("the rules over a state", () => {
  it("find what they find in a preview", () => {
    const [message = ""] = messagesOf(needsSelector, windowsPod());
    assert.match(message, /^Pod "web": spec\.nodeSelector\["kubernetes\.io\/os"\]/);
    assert.deepEqual(messagesOf(needsSelector, windowsPod({ "kubernetes.io/os": "windows" })), []);
  });

  it("compare a resource with the rest of its stack", () => {
    const cluster = resource("azure-native:containerservice:ManagedCluster", "aks", {
      kubernetesVersion: "1.36",
    });
    const pool = (orchestratorVersion: string): StateResource => ({
      ...resource("azure-native:containerservice:AgentPool", "win", {
        osType: "Windows",
        orchestratorVersion,
      }),
      propertyDependencies: { resourceName: [cluster.urn], tags: null },
    });
    const rule = "aks-pool-version-skew";
    assert.equal(messagesOf(rule, cluster, pool("1.31")).length, 1);
    assert.deepEqual(messagesOf(rule, cluster, pool("1.36")), []);
  });

  it("pass over what was only read and what waits for its end", () => {
    assert.deepEqual(messagesOf(needsSelector, { ...windowsPod(), external: true }), []);
    assert.deepEqual(messagesOf(needsSelector, { ...windowsPod(), delete: true }), []);
  });

  it("say of an encrypted value that they cannot prove it, as advice", () => {
    const pod = windowsPod({ [signature]: secret, ciphertext: "v1:abc:def" });
    const found = judged(pod).filter(({ rule }) => rule === needsSelector);
    assert.deepEqual(
      found.map(({ level }) => level),
      ["advisory"],
    );
    assert.match(
      found[0]?.message ?? "",
      /spec\.nodeSelector is encrypted in the state, so the rule cannot be proved/,
    );
  });

  it("know that an encrypted password is a secret, and that one in the clear is none", () => {
    const cluster = (adminPassword: unknown) =>
      resource("azure-native:containerservice:ManagedCluster", "aks", { windowsProfile: { adminPassword } });
    const rule = "aks-windows-password-secret";
    assert.deepEqual(messagesOf(rule, cluster({ [signature]: secret, ciphertext: "v1:abc:def" })), []);
    assert.equal(messagesOf(rule, cluster(canary)).length, 1);
  });

  it("never show a secret that stands in the state in the clear", () => {
    const plaintext = JSON.stringify({ "kubernetes.io/os": canary });
    const found = judged(windowsPod({ [signature]: secret, plaintext }));
    assert.ok(found.some(({ rule, message }) => rule === needsSelector && message.includes("is secret")));
    assert.ok(found.every(({ message }) => !message.includes(canary)));
  });

  it("know what protects a resource", () => {
    const cluster = resource("azure-native:containerservice:ManagedCluster", "aks");
    assert.equal(messagesOf("aks-cluster-protected", cluster).length, 1);
    assert.deepEqual(messagesOf("aks-cluster-protected", { ...cluster, protect: true }), []);
  });
});
