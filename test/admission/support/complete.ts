import { windowsRuntimeHandler } from "../../../catalogue/windows-pods";
import type { KubernetesObject } from "../../../localcloud/kubernetes";
import type { Json } from "../../../policy/wire";
import { isJson } from "../../../policy/wire";
import type { TestResource } from "../../policy/support/resources";
import { namedNamespaces, plainImage, rowsNamespace } from "./facts";
import { volumeSources, withTypes } from "./values";

/** Where a kind keeps its pod template. */
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
};

/** Kinds of rows that have no namespace. */
const clusterWide = ["Namespace", "RuntimeClass", "StorageClass", "PriorityClass", "ClusterRole"];

/**
 * A row's object with everything that the API server wants and the row leaves out, because its rule does not look
 * there. What the row says stays as it is.
 *
 * @param resource - a Kubernetes resource of a row
 * @param namespaces - namespaces that the row brings along
 */
export function complete(
  { type, properties }: TestResource,
  namespaces: readonly string[] = [],
): KubernetesObject {
  const [, module = "", kind = ""] = type.split(":");
  const metadata = { name: "row", ...objectIn(properties, "metadata") };
  const named = objectIn(properties, "metadata")["namespace"];
  const namespace = [...namespaces, ...namedNamespaces].find((one) => one === named) ?? rowsNamespace;
  const object: Json = {
    ...properties,
    apiVersion: module.replace(/^core\//, ""),
    kind,
    metadata: clusterWide.includes(kind) ? metadata : { ...metadata, namespace },
    ...ofClasses(kind, properties),
  };
  const path = templatePaths[kind];
  const withPod = path === undefined ? object : edit(object, path, completeTemplate);
  return asKubernetesObject(path === undefined ? object : completeWorkload(kind, withPod));
}

/**
 * The ways in which a row's object is sent: as it is, as the pod that its template describes, and each of them without
 * what lets the API server answer before guardrails are asked: `spec.os`, and HostProcess without the host's network.
 */
export function variantsOf(object: KubernetesObject): readonly KubernetesObject[] {
  const path = templatePaths[object.kind ?? ""];
  if (path === undefined) return [object];
  const template = path.reduce<Json>(objectIn, object);
  const { namespace } = object.metadata;
  const pod = { ...template, metadata: { ...objectIn(template, "metadata"), name: "row", namespace } };
  const asPod = asKubernetesObject({ ...pod, apiVersion: "v1", kind: "Pod" });
  return [object, ...(path.length === 0 ? [] : [asPod])].flatMap((one) => [one, ...unspoken(one)]);
}

function unspoken(object: KubernetesObject): KubernetesObject[] {
  const path = [...(templatePaths[object.kind ?? ""] ?? []), "spec"];
  const spec = path.reduce<Json>(objectIn, object);
  const onHost = JSON.stringify(spec).includes('"hostProcess":true') && !("hostNetwork" in spec);
  if (!("os" in spec) && !onHost) return [];
  const changed = { ...spec, os: undefined, ...(onHost ? { hostNetwork: true } : {}) };
  return [asKubernetesObject(edit(object, path, () => changed))];
}

function asKubernetesObject(object: Json): KubernetesObject {
  return { ...object, metadata: objectIn(object, "metadata") };
}

function ofClasses(kind: string, properties: Json): Json {
  if (kind === "StorageClass") return { provisioner: properties["provisioner"] ?? "example.com/none" };
  if (kind === "RuntimeClass") return { handler: properties["handler"] ?? windowsRuntimeHandler.handler };
  return {};
}

function completeWorkload(kind: string, object: Json): Json {
  const spec = objectIn(object, "spec");
  const labels = objectIn(objectIn(objectIn(spec, "template"), "metadata"), "labels");
  const selector = { matchLabels: labels };
  switch (kind) {
    case "Deployment":
    case "DaemonSet":
    case "ReplicaSet":
      return { ...object, spec: { selector, ...spec } };
    case "StatefulSet": {
      const volumeClaimTemplates = listIn(spec, "volumeClaimTemplates").map(completeClaim);
      return { ...object, spec: { selector, serviceName: "row", ...spec, volumeClaimTemplates } };
    }
    case "CronJob":
      return { ...object, spec: { schedule: "0 0 * * *", ...spec } };
    default:
      return object;
  }
}

function completeTemplate(template: Json, kind: string): Json {
  const spec = withTypes(objectIn(template, "spec"));
  const lists = ["initContainers", "containers", "ephemeralContainers"];
  const filled = lists.filter((list) => list === "containers" || list in spec);
  const containers = Object.fromEntries(
    filled.map((list) => [list, orOne(listIn(spec, list)).map((one, i) => completeContainer(one, list, i))]),
  );
  const volumes = completeVolumes(spec, Object.values(containers).flat());
  const metadata = objectIn(template, "metadata");
  const restartPolicy = ["Job", "CronJob"].includes(kind) ? { restartPolicy: "Never" } : {};
  return {
    ...template,
    metadata: { ...metadata, labels: { app: "row", ...objectIn(metadata, "labels") } },
    spec: { ...restartPolicy, ...spec, ...containers, ...(volumes.length === 0 ? {} : { volumes }) },
  };
}

function orOne(containers: readonly Json[]): readonly Json[] {
  return containers.length === 0 ? [{}] : containers;
}

function completeContainer(given: Json, list: string, index: number): Json {
  const name = `${list.toLowerCase()}-${String(index)}`;
  const container = withTypes(given);
  return {
    image: plainImage,
    ...container,
    ...whatGoesWith(container),
    // Rows call all their containers the same.
    name,
    ...listed(container, "volumeMounts", (mount, i) => ({
      name: "added-mount",
      mountPath: `/m${String(i)}`,
      ...mount,
    })),
    ...listed(container, "volumeDevices", (device, i) => ({
      name: "added-device",
      devicePath: `/d${String(i)}`,
      ...device,
    })),
  };
}

/** What the API server wants beside huge pages, and beside mounts that reach the node. */
function whatGoesWith(container: Json): Json {
  const resources = objectIn(container, "resources");
  const asked = { ...objectIn(resources, "requests"), ...objectIn(resources, "limits") };
  const hugePages = Object.fromEntries(
    Object.entries(asked).filter(([name]) => name.startsWith("hugepages-")),
  );
  const reaching = listIn(container, "volumeMounts").some(
    ({ mountPropagation }) => mountPropagation === "Bidirectional",
  );
  return {
    ...(Object.keys(hugePages).length === 0
      ? {}
      : {
          resources: {
            requests: { cpu: "1", ...hugePages, ...objectIn(resources, "requests") },
            limits: { cpu: "1", ...hugePages, ...objectIn(resources, "limits") },
          },
        }),
    ...(reaching ? { securityContext: { ...objectIn(container, "securityContext"), privileged: true } } : {}),
  };
}

function completeVolumes(spec: Json, containers: readonly Json[]): Json[] {
  const volumes = listIn(spec, "volumes").map((volume, index) => ({
    name: `volume-${String(index)}`,
    ...Object.fromEntries(Object.entries(volume).map(([key, value]) => [key, completeSource(key, value)])),
  }));
  const has = (name: unknown) => volumes.some((volume) => volume.name === name);
  const wanted = (list: string) =>
    [...new Set(containers.flatMap((one) => listIn(one, list)).map(({ name }) => name))].filter(
      (name) => !has(name),
    );
  return [
    ...volumes,
    ...wanted("volumeDevices").map((name) => ({ name, persistentVolumeClaim: { claimName: "claim" } })),
    ...wanted("volumeMounts").map((name) => ({ name, emptyDir: {} })),
  ];
}

function completeSource(kind: string, source: unknown): unknown {
  if (!isJson(source)) return source;
  if (kind === "ephemeral") return edit(source, ["volumeClaimTemplate"], (one) => completeClaim(one));
  return { ...volumeSources[kind], ...source };
}

function completeClaim(claim: Json, index?: number | string): Json {
  const spec = {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: "1Gi" } },
    ...objectIn(claim, "spec"),
  };
  // The template of an ephemeral volume has no name.
  const name = typeof index === "number" ? { name: `claim-${String(index)}` } : {};
  return { ...claim, metadata: { ...name, ...objectIn(claim, "metadata") }, spec };
}

function edit(object: Json, path: readonly string[], change: (at: Json, kind: string) => Json): Json {
  const inner = (at: Json, [step, ...rest]: readonly string[]): Json =>
    step === undefined
      ? change(at, String(object["kind"]))
      : { ...at, [step]: inner(objectIn(at, step), rest) };
  return inner(object, path);
}

function listed(object: Json, key: string, change: (one: Json, index: number) => Json): Json {
  return key in object ? { [key]: listIn(object, key).map(change) } : {};
}

function objectIn(object: Json, key: string): Json {
  const value = object[key];
  return isJson(value) ? value : {};
}

function listIn(object: Json, key: string): Json[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}
