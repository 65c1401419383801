import { setTimeout as sleep } from "node:timers/promises";
import { isNotFound, NoMatchError } from "../../../../../localcloud/providers/kubernetes/api";
import type { Cluster } from "../../../../../localcloud/providers/kubernetes/api/cluster";
import { groupVersionKind } from "../../../../../localcloud/providers/kubernetes/objects/metadata";
import type { JsonMap } from "./json";
import { isMap, textOf, without } from "./json";
import type { Unifier } from "./unify";
import { objectInRecordedWords } from "./words";

/** How often and how long apart, in milliseconds, to look again: recordings looked seconds after the command. */
const LOOKS = 12;
const PAUSE_MS = 250;

/** Reads the recorded objects back from the cluster, and says where they differ. */
export async function readObjects(
  recorded: readonly JsonMap[],
  cluster: Cluster,
  unifier: Unifier,
): Promise<{ about: string; text: string }[]> {
  const differences: { about: string; text: string }[] = [];
  for (const object of recorded) {
    if (!isMap(object["metadata"]) || typeof object["apiVersion"] !== "string") continue;
    let texts = await compareObject(object, cluster, unifier);
    for (let look = 1; look < LOOKS && texts.length > 0; look++) {
      await sleep(PAUSE_MS);
      texts = await compareObject(object, cluster, unifier);
    }
    const about = `object ${textOf(object, "kind")} ${textOf(object["metadata"], "name")}`;
    differences.push(...texts.map((text) => ({ about, text })));
  }
  return differences;
}

async function compareObject(object: JsonMap, cluster: Cluster, unifier: Unifier): Promise<string[]> {
  const metadata = unifier.concrete(object["metadata"] ?? {});
  const gvk = groupVersionKind(textOf(object, "apiVersion"), textOf(object, "kind"));
  try {
    const live = await cluster.get(gvk, textOf(metadata, "namespace"), textOf(metadata, "name"));
    return unifier.compare(comparable(object), comparable(objectInRecordedWords(live)));
  } catch (error) {
    if (!isNotFound(error) && !(error instanceof NoMatchError)) throw error;
    return ["recorded, and not in the cluster"];
  }
}

/** Status moves on while one looks at it. */
function comparable(object: JsonMap): JsonMap {
  return without(object, "status");
}
