import { systemNamespaces } from "../catalogue/namespaces";
import type { IsoDate } from "../catalogue/source";
import type { StateResource } from "../policy/judge-state";
import { isJson, type Json } from "../policy/wire";
import { auditVersion, findingsOf, type Audit } from "./audit";
import { nodeCapacityRows } from "./live-capacity";
import { liveUpgrade } from "./live-upgrade";
import { isJudged, notJudged, type NotJudged } from "./not-judged";
import { nodeOf } from "./node";

/** What was read of a cluster: nothing else is asked. */
export interface LiveCluster {
  /** The context's name, or where the kubeconfig is. */
  readonly name: string;
  /** Version of the API server, such as `v1.36.3`. */
  readonly version: string;
  /** Objects of the kinds in {@link liveKinds}, with `apiVersion` and `kind`. */
  readonly objects: readonly Json[];
  readonly nodes: readonly Json[];
  /** Kinds that this user may not list. */
  readonly refused: readonly string[];
}

/**
 * What rules are about inside of a cluster. Secrets are not among it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const liveKinds = [
  { apiVersion: "v1", kind: "Pod", path: "/api/v1/pods" },
  { apiVersion: "v1", kind: "Namespace", path: "/api/v1/namespaces" },
  { apiVersion: "v1", kind: "Service", path: "/api/v1/services" },
  { apiVersion: "v1", kind: "ResourceQuota", path: "/api/v1/resourcequotas" },
  { apiVersion: "v1", kind: "ReplicationController", path: "/api/v1/replicationcontrollers" },
  { apiVersion: "apps/v1", kind: "Deployment", path: "/apis/apps/v1/deployments" },
  { apiVersion: "apps/v1", kind: "DaemonSet", path: "/apis/apps/v1/daemonsets" },
  { apiVersion: "apps/v1", kind: "StatefulSet", path: "/apis/apps/v1/statefulsets" },
  { apiVersion: "apps/v1", kind: "ReplicaSet", path: "/apis/apps/v1/replicasets" },
  { apiVersion: "batch/v1", kind: "Job", path: "/apis/batch/v1/jobs" },
  { apiVersion: "batch/v1", kind: "CronJob", path: "/apis/batch/v1/cronjobs" },
  {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    path: "/apis/policy/v1/poddisruptionbudgets",
  },
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    path: "/apis/storage.k8s.io/v1/storageclasses",
  },
  { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", path: "/apis/node.k8s.io/v1/runtimeclasses" },
] as const;

/**
 * Looks over a cluster by what its API server answers: the policy pack's findings about what runs in it, what the next
 * minor means for its nodes, and what they have room for. Pure.
 *
 * @param cluster - what was read
 * @param asOf - day that support is judged at
 */
export function auditCluster(cluster: LiveCluster, asOf: IsoDate): Audit {
  const { name, version, objects, nodes } = cluster;
  const own = objects.filter((object) => !isSystem(object) && !isMade(object));
  const resources = own.map(declared);
  const facts = nodes.map(nodeOf);
  return {
    kind: "mullion/audit",
    version: auditVersion,
    asOf,
    subject: `cluster ${name}`,
    judged: resources.filter(isJudged).length,
    findings: findingsOf(resources, asOf),
    notJudged: [...leftOut(cluster, objects), ...notJudged(resources)],
    upgrades: [liveUpgrade({ name, version, nodes: facts }, asOf)],
    capacity: nodeCapacityRows(facts),
  };
}

/** An object as the pack sees those of a program. */
function declared(object: Json): StateResource {
  const metadata = metadataOf(object);
  const type = `kubernetes:${coreGroup(textIn(object, "apiVersion"))}:${textIn(object, "kind")}`;
  const name = [textIn(metadata, "namespace"), textIn(metadata, "name")]
    .filter((part) => part !== "")
    .join("/");
  const inputs = Object.fromEntries(Object.entries(object).filter(([key]) => key !== "status"));
  return { urn: `urn:pulumi:live::cluster::${type}::${name}`, type, inputs };
}

function coreGroup(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
}

function leftOut({ refused }: LiveCluster, objects: readonly Json[]): readonly NotJudged[] {
  const system = objects.filter((object) => isSystem(object) && !isMade(object));
  const made = objects.filter(isMade);
  const kinds = (some: readonly Json[]) => [...new Set(some.map((object) => textIn(object, "kind")))].sort();
  return [
    ...(system.length === 0
      ? []
      : [
          {
            what: "objects in the platform's own namespaces",
            types: kinds(system),
            count: system.length,
            why: `Nobody here can change them (${systemNamespaces.join(", ")}).`,
          },
        ]),
    ...(made.length === 0
      ? []
      : [
          {
            what: "objects that a controller has made",
            types: kinds(made),
            count: made.length,
            why: "What made them is judged, where it is of a kind that rules are about.",
          },
        ]),
    ...refused.map((kind) => ({
      what: `objects of the kind ${kind}`,
      types: [kind],
      count: 0,
      why: "This user may not list them: give it the ClusterRole view, or look with another one.",
    })),
  ];
}

function isSystem(object: Json): boolean {
  const { namespace, name } = metadataOf(object);
  const place = textIn(object, "kind") === "Namespace" ? name : namespace;
  return systemNamespaces.some((system) => system === place);
}

function isMade(object: Json): boolean {
  const { ownerReferences } = metadataOf(object);
  return (
    Array.isArray(ownerReferences) &&
    ownerReferences.some((owner) => isJson(owner) && owner["controller"] === true)
  );
}

function metadataOf(object: Json): Json {
  return isJson(object["metadata"]) ? object["metadata"] : {};
}

function textIn(object: Json, name: string): string {
  const value = object[name];
  return typeof value === "string" ? value : "";
}
