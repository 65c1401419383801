import * as assert from "node:assert/strict";
import { kubernetesProvider } from "../../../../localcloud/providers/kubernetes/provider";
import type { DiffResult } from "../../../../localcloud/providers/provider";
import type { PropertyMap } from "../../../../localcloud/wire/values";

const autoscaler = (apiVersion: string): PropertyMap => ({
  apiVersion,
  kind: "HorizontalPodAutoscaler",
  metadata: { name: "web", namespace: "shop" },
  spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } },
});

/** Compares with no cluster at hand, as in a preview before there is one. */
async function compared(from: string, to: string): Promise<DiffResult> {
  const [old, news] = [autoscaler(from), autoscaler(to)];
  const provider = kubernetesProvider();
  await provider.configure({ args: {}, variables: {} }, () => undefined);
  const type = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
  return provider.diff({
    ...{ urn: `urn:pulumi:dev::p::${type}::web`, type, name: "web", id: "shop/web", ignoreChanges: [] },
    ...{
      olds: { ...old, __inputs: old, __initialApiVersion: from },
      oldInputs: old,
      news,
    },
  });
}

describe("a change of an object", () => {
  it("to another apiVersion of its kind is an update", async () => {
    assert.deepEqual(await compared("autoscaling/v1", "autoscaling/v2"), {
      changes: "some",
      replaces: [],
      deleteBeforeReplace: false,
      detailedDiff: { apiVersion: { kind: "update", inputDiff: false } },
    });
  });

  it("to what it is already is none", async () => {
    const { changes, replaces } = await compared("autoscaling/v2", "autoscaling/v2");
    assert.deepEqual([changes, replaces], ["none", []]);
  });
});
