import assert from "node:assert/strict";
import { podAdmission } from "../../../localcloud/aws/eks/pod-admission";

interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly matchConditions: readonly { readonly name: string; readonly expression: string }[];
    readonly mutations: readonly { readonly applyConfiguration: { readonly expression: string } }[];
  };
}

// What these expressions do to pods is seen on a real API server: real-cluster.test.ts, windows-bundle.job.ts.
describe("admission of pods on EKS", () => {
  const policies = () =>
    (podAdmission("1.36") as readonly Policy[]).filter(({ kind }) => kind === "MutatingAdmissionPolicy");

  it("is made where the API server has such policies, each with its binding", () => {
    assert.deepEqual(podAdmission("1.35"), []);
    assert.equal(policies().length, 2);
    assert.equal(podAdmission("1.36").length, 4);
  });

  it("asks for an address by the nodeSelector alone", () => {
    const [webhook] = policies();
    assert.ok(webhook !== undefined);
    const [condition] = webhook.spec.matchConditions;
    assert.match(condition?.expression ?? "", /nodeSelector/);
    assert.doesNotMatch(condition?.expression ?? "", /affinity|spec\.os/);
    assert.match(JSON.stringify(webhook.spec.mutations), /PrivateIPv4Address/);
  });

  it("asks for what no node has on behalf of pods that say Windows in other ways", () => {
    const [, other] = policies();
    assert.ok(other !== undefined);
    const [condition, ownNetwork] = other.spec.matchConditions;
    assert.match(condition?.expression ?? "", /^!\(.*nodeSelector.*\) && \(.*spec\.os\.name.*nodeAffinity/);
    assert.match(ownNetwork?.expression ?? "", /hostNetwork/);
    assert.match(JSON.stringify(other.spec.mutations), /address-needs-node-selector/);
  });
});
