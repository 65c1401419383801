import assert from "node:assert/strict";
import { analyse, readPreview } from "../../../impact";
import type { Report } from "../../../impact";
import { parseJson } from "../../../impact/json";
import type { JsonMap } from "../../../impact/json";
import { isMap } from "../../../impact/json";
import { AzureNativeProvider } from "../../../localcloud/providers/azure-native/provider";
import type { PropertyMap } from "../../../localcloud/wire/values";
import { World, networkId } from "../../localcloud/azure/world";
import type { Outcome } from "../../localcloud/providers/azure-native/changes";
import { outcomeOf, previewOf } from "../../localcloud/providers/azure-native/changes";
import { preview, step } from "../build";
import { clusterBefore, inPlaceRows } from "./aks-cluster-edits";
import { report } from "./table";
import type { Happening } from "./happened";
import type { Trial } from "./trial";
import { hasOtherCode, liesOf } from "./trial";

const { type, inputs: written } = clusterBefore();
const identityId = networkId.replace(
  /\/providers\/.*/,
  "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/kubelets",
);

/** Inputs with the ids that the program would have filled in; what is `undefined` goes. */
function resolved(inputs: object): PropertyMap {
  const text = JSON.stringify(inputs)
    .replaceAll("${group.name}", "shop")
    .replaceAll("${network.id}", networkId)
    .replaceAll("${kubelets.id}", identityId);
  return jsonMap(text);
}

function jsonMap(text: string): JsonMap & PropertyMap {
  const value = parseJson(text);
  assert.ok(isMap(value));
  // JSON is what both kinds of property values have in common.
  return value as JsonMap & PropertyMap;
}

/** The words of the stand-in's tests in those of the report. */
const happenings: Readonly<Record<Exclude<Outcome, `refused: ${string}`>, Happening>> = {
  "in place": "metadata",
  scaled: "scale",
  stopped: "scale",
  reimaged: "rolling",
};

/** A cloud with the cluster of the table and its network, in memory. */
async function withCluster(): Promise<{ readonly world: World; readonly provider: AzureNativeProvider }> {
  const world = await new World().withGroup();
  await world.put(identityId, { location: "westeurope" });
  const subnets = [{ name: "nodes", properties: { addressPrefix: "10.80.0.0/20" } }];
  const addressSpace = { addressPrefixes: ["10.80.0.0/16"] };
  await world.put(networkId, { location: "westeurope", properties: { addressSpace, subnets } });
  const provider = new AzureNativeProvider(world.cloud);
  const urn = `urn:pulumi:dev::shop::${type}::shop`;
  const create = {
    type,
    name: "shop",
    urn,
    properties: resolved(written),
    preview: false,
    timeoutSeconds: 0,
  };
  await provider.create(create);
  return { world, provider };
}

function reportOf(before: PropertyMap, after: PropertyMap, op: string): Report {
  const [old, next] = [jsonMap(JSON.stringify(before)), jsonMap(JSON.stringify(after))];
  return analyse(readPreview(preview(step({ type, name: "shop" }, old, next, { op }))), {
    asOf: "2026-11-23",
  });
}

async function tryRow(to: object): Promise<Trial | undefined> {
  const { world, provider } = await withCluster();
  try {
    const before = resolved(written);
    const after = resolved({ ...written, ...to });
    const op = previewOf(provider, type, before, after);
    // Another cluster instead of this one: the job on the real local cloud has these.
    if (op === "replace" || op === "nothing") return undefined;
    const { summary, changes } = reportOf(before, after, op);
    const present = new Set(world.clusters.nodeNames());
    const { outcome } = await outcomeOf(provider, world.clusters, type, before, after);
    const nodesLost = world.clusters.log.filter((line) => {
      const [verb, node = ""] = line.split(" ");
      return verb === "drain" && present.has(node);
    }).length;
    const code = outcome.startsWith("refused: ") ? outcome.slice("refused: ".length) : "";
    const back = code === "" ? await outcomeOf(provider, world.clusters, type, after, before) : undefined;
    return {
      edit: {
        name: `cluster ${JSON.stringify(to).slice(0, 110)}`.replaceAll('"', ""),
        resource: "cluster",
        to: undefined,
      },
      predicted: {
        effect: summary.worst,
        codes: changes.flatMap((change) => change.codes),
        verdict: summary.verdict,
        reversible: summary.reversible,
        drained: summary.nodesDrained,
      },
      seen: {
        worst: code === "" ? happenings[outcome as keyof typeof happenings] : "refused",
        code,
        nodesLost,
        podsLost: 0,
      },
      ...(back === undefined ? {} : { backRefused: back.outcome.startsWith("refused") }),
    };
  } finally {
    world.close();
  }
}

describe("the report and what the local Azure answers, clusters in memory", () => {
  it("agree, or the report warns of more", async () => {
    const trials: Trial[] = [];
    for (const { to } of inPlaceRows) {
      const trial = await tryRow(to);
      if (trial !== undefined) trials.push(trial);
    }
    assert.ok(trials.length > 30, String(trials.length));
    if (process.env["IMPACT_TABLE"] !== undefined) report("AKS clusters in memory", trials);
    assert.deepEqual(
      trials.flatMap((trial) => liesOf(trial).map((lie) => `${trial.edit.name}: ${lie}`)),
      [],
    );
    assert.deepEqual(
      trials
        .filter(hasOtherCode)
        .map(({ edit, seen, predicted }) => `${edit.name}: ${seen.code}, not ${predicted.codes.join()}`),
      [],
    );
  }).timeout("3m");
});
