import { isNotFound, NoMatchError } from "../../../../../localcloud/providers/kubernetes/api";
import type { Cluster } from "../../../../../localcloud/providers/kubernetes/api/cluster";
import { groupVersionKind } from "../../../../../localcloud/providers/kubernetes/objects/metadata";
import type { Json, JsonMap } from "./recording";
import { isMap } from "./recording";
import type { Unifier } from "./unify";
import { objectInRecordedWords } from "./words";

/** Reads the recorded objects back from the cluster, and says where they differ. */
export async function readObjects(
  recorded: readonly JsonMap[],
  cluster: Cluster,
  unifier: Unifier,
): Promise<{ about: string; text: string }[]> {
  const differences: { about: string; text: string }[] = [];
  for (const object of recorded) {
    if (!isMap(object["metadata"]) || typeof object["apiVersion"] !== "string") continue;
    const metadata = unifier.concrete(object["metadata"]);
    const name = text(metadata, "name");
    const about = `object ${String(object["kind"])} ${name}`;
    const gvk = groupVersionKind(object["apiVersion"], String(object["kind"]));
    try {
      const live = await cluster.get(gvk, text(metadata, "namespace"), name);
      const texts = unifier.compare(comparable(object), comparable(objectInRecordedWords(live)));
      differences.push(...texts.map((difference) => ({ about, text: difference })));
    } catch (error) {
      if (!isNotFound(error) && !(error instanceof NoMatchError)) throw error;
      differences.push({ about, text: "recorded, and not in the cluster" });
    }
  }
  return differences;
}

/** Status moves on while one looks at it. */
function comparable(object: JsonMap): JsonMap {
  const { status: _status, ...rest } = object;
  return rest;
}

function text(value: Json, name: string): string {
  const inner = isMap(value) ? value[name] : undefined;
  return typeof inner === "string" ? inner : "";
}
