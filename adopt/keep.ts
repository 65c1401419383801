import type { Draft } from "./draft";
import { isJson, type Json } from "./json";
import { typeOf } from "./plan";
import type { Match } from "./reconcile";

/**
 * The draft with all that has to stay as it is: in `adopted.keep` of the cluster and of each pool.
 *
 * @param draft - the configuration without
 * @param matches - resources, their objects and where the two disagree
 */
export function withKept(draft: Draft, matches: readonly Match[]): Readonly<Record<string, unknown>> {
  const { config, pools } = draft;
  const kept = (isIt: (match: Match) => boolean): string[] =>
    [
      ...new Set(matches.filter(isIt).flatMap(({ differences }) => differences.map(({ path }) => path))),
    ].sort();
  const list = Array.isArray(config["nodePools"]) ? config["nodePools"].filter(isJson) : [];
  const nodePools = list.map((pool) => {
    const named = pools.find(({ name, slot }) => name === pool["name"] && slot === pool["slot"]);
    return withKeep(
      pool,
      kept(({ object, resource }) => isPool(resource) && object.name === named?.physicalName),
    );
  });
  const whole = withKeep(
    config,
    kept(({ resource }) => isCluster(resource)),
  );
  const { systemPool } = config;
  const system = pools.find(({ slot }) => slot === "");
  return {
    ...whole,
    ...(isJson(systemPool) && system !== undefined
      ? {
          systemPool: withKeep(
            systemPool,
            kept(({ object, resource }) => isPool(resource) && object.name === system.physicalName),
          ),
        }
      : {}),
    nodePools,
  };
}

function withKeep(owner: Json, keep: readonly string[]): Json {
  const adopted = isJson(owner["adopted"]) ? owner["adopted"] : {};
  return { ...owner, adopted: { ...adopted, ...(keep.length === 0 ? {} : { keep }) } };
}

function isCluster(resource: Match["resource"]): boolean {
  return /:(ManagedCluster|Cluster)$/.test(typeOf(resource));
}

function isPool(resource: Match["resource"]): boolean {
  return /:(AgentPool|NodeGroup)$/.test(typeOf(resource));
}
