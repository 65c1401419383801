import type { PropertyValue } from "../../wire/values";
import { isList, isRecord } from "../../wire/values";
import type { Options } from "./config/options";
import { apiVersionOf, isPatchResource, kindOf } from "./objects/metadata";
import type { KubeObject, Path } from "./objects/object";
import { valueAt } from "./objects/object";

const CONTAINER_FIELDS = [
  "args",
  "command",
  "env",
  "image",
  "imagePullPolicy",
  "lifecycle",
  "livenessProbe",
  "ports",
  "readinessProbe",
  "resources",
  "securityContext",
  "stdin",
  "stdinOnce",
  "terminationMessagePath",
  "terminationMessagePolicy",
  "tty",
  "volumeDevices",
  "volumeMounts",
  "workingDir",
];

const POD_FIELDS = [
  "affinity",
  "automountServiceAccountToken",
  "dnsConfig",
  "dnsPolicy",
  "enableServiceLinks",
  "hostAliases",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostname",
  "imagePullSecrets",
  "nodeName",
  "nodeSelector",
  "overhead",
  "preemptionPolicy",
  "priority",
  "priorityClassName",
  "readinessGates",
  "restartPolicy",
  "runtimeClassName",
  "schedulerName",
  "securityContext",
  "serviceAccount",
  "serviceAccountName",
  "shareProcessNamespace",
  "subdomain",
  "terminationGracePeriodSeconds",
  "volumes",
];

const VOLUME_SOURCES = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "csi",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "glusterfs",
  "hostPath",
  "iscsi",
  "local",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
];

const JOB = ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"];

const STATEFUL_SET = [
  "spec.podManagementPolicy",
  "spec.revisionHistoryLimit",
  "spec.selector",
  "spec.serviceName",
  "spec.volumeClaimTemplates",
];

/**
 * Fields whose change needs a new object, by apiVersion and kind; `*` is any item of a list. What is not here is
 * planned as an update, also where the server then refuses it.
 *
 * @see https://github.com/pulumi/pulumi-kubernetes/blob/v4.32.0/provider/pkg/provider/diff.go
 */
const FORCE_NEW: Readonly<Record<string, readonly string[]>> = {
  "apps/v1 DaemonSet": ["spec.selector"],
  "apps/v1 Deployment": ["spec.selector"],
  "apps/v1 StatefulSet": STATEFUL_SET,
  "batch/v1 Job": JOB,
  "rbac.authorization.k8s.io/v1 ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1 RoleBinding": ["roleRef"],
  "storage.k8s.io/v1 StorageClass": ["parameters", "provisioner"],
  "v1 PersistentVolume": VOLUME_SOURCES.map((source) => `spec.${source}`),
  "v1 PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  "v1 Pod": [
    ...POD_FIELDS.map((field) => `spec.${field}`),
    ...CONTAINER_FIELDS.flatMap((field) => [`spec.containers.*.${field}`, `spec.initContainers.*.${field}`]),
  ],
  "v1 ResourceQuota": ["spec.scopes"],
  "v1 Service": ["spec.clusterIP"],
};

/** Name and namespace are what an object is. */
const IDENTITY = ["metadata.name", "metadata.namespace"];

/**
 * The fields of an object whose change needs a new object.
 *
 * @param type Type token; of a patch only the identity of its object counts.
 */
export function forceNewPaths(
  object: KubeObject,
  type: string,
  options: Pick<Options, "enableConfigMapMutable" | "enableSecretMutable">,
): readonly string[] {
  const id = `${apiVersionOf(object)} ${kindOf(object)}`;
  if (isPatchResource(type, kindOf(object))) return IDENTITY;
  const immutable = valueAt(object, "immutable") === true;
  if (id === "v1 Secret") {
    return [
      ...IDENTITY,
      "type",
      ...(options.enableSecretMutable && !immutable ? [] : ["stringData", "data"]),
    ];
  }
  if (id === "v1 ConfigMap") {
    return [...IDENTITY, ...(options.enableConfigMapMutable && !immutable ? [] : ["binaryData", "data"])];
  }
  return [...IDENTITY, ...(FORCE_NEW[id] ?? [])];
}

/**
 * Whether a change touches one of the fields: it is at the field, below it, or a value that holds it.
 *
 * @param value The new value; `null` when it goes.
 */
export function touches(forceNew: readonly string[], path: Path, value: PropertyValue): boolean {
  return forceNew.some((field) => touchesField(field.split("."), path, value));
}

function touchesField(field: readonly string[], path: Path, value: PropertyValue): boolean {
  const above = path.length <= field.length ? path : path.slice(0, field.length);
  if (!above.every((step, i) => (typeof step === "number" ? field[i] === "*" : field[i] === step)))
    return false;
  return holds(value, field.slice(path.length));
}

function holds(value: PropertyValue, rest: readonly string[]): boolean {
  const [first, ...others] = rest;
  if (first === undefined) return true;
  if (first === "*") return isList(value) && value.some((item) => holds(item, others));
  const inner = isRecord(value) ? value[first] : undefined;
  return inner !== undefined && holds(inner, others);
}
