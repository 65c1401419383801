import { AdoptInputError, type Found } from "../found";
import { isJson, type Json } from "../json";
import { aksCluster, aksPools, isAksCluster, isAksPool } from "./azure";
import { eksClusterOf, isEksDocument } from "./aws";
import { documentsOfState } from "./state";

/** A file that describes a cluster, or a part of it. */
export interface DescriptionFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads a cluster from what somebody has at hand, in any order and number: `az aks show -o json`, `az aks nodepool list
 * -o json`, `aws eks describe-cluster`, `describe-nodegroup`, `describe-addon`, or `pulumi stack export` of the program
 * that made it.
 *
 * @param files - names and contents
 * @throws AdoptInputError with a line for each file that is none of these
 */
export function readCluster(files: readonly DescriptionFile[]): Found {
  const documents = files.flatMap(readFile);
  const clusters = documents.filter(isAksCluster);
  const [cluster, second] = clusters;
  if (second !== undefined) throw new AdoptInputError([twoClusters(clusters.map(({ id }) => String(id)))]);
  if (cluster !== undefined) {
    const object = aksCluster(cluster);
    return {
      target: "aks",
      cluster: object,
      pools: aksPools(object, documents.filter(isAksPool)),
      others: [],
    };
  }
  return eksClusterOf(documents.filter(isEksDocument));
}

function twoClusters(ids: readonly string[]): string {
  return `the files describe ${String(ids.length)} clusters (${ids.join(", ")}): a stack has one; leave out the files of the others`;
}

function readFile({ name, text }: DescriptionFile): readonly Json[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AdoptInputError([
      `${name}: is not JSON (${error instanceof Error ? error.message : ""}); write it with -o json (az) or --output json (aws)`,
    ]);
  }
  const documents = (Array.isArray(parsed) ? parsed : [parsed]).filter(isJson).flatMap(opened);
  const useless = documents.length === 0 || documents.every((one) => !isDescription(one));
  if (useless)
    throw new AdoptInputError([
      `${name}: describes no cluster that can be adopted; use the output of az aks show -o json, az aks nodepool list -o json, aws eks describe-cluster, aws eks describe-nodegroup, or pulumi stack export`,
    ]);
  return documents;
}

function opened(document: Json): readonly Json[] {
  return documentsOfState(document) ?? [document];
}

function isDescription(document: Json): boolean {
  return isAksCluster(document) || isAksPool(document) || isEksDocument(document);
}
