import { parseAllDocuments } from "yaml";
import { PatchType } from "../../../../../localcloud/providers/kubernetes/api";
import type { Cluster } from "../../../../../localcloud/providers/kubernetes/api/cluster";
import { isNotFound } from "../../../../../localcloud/providers/kubernetes/api";
import {
  groupVersionKind,
  gvkOf,
  nameOf,
  namespaceOf,
} from "../../../../../localcloud/providers/kubernetes/objects/metadata";
import type { PropertyMap } from "../../../../../localcloud/wire/values";

/** Short names of kinds that the recordings use. */
const KINDS: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  cm: ["v1", "ConfigMap"],
  configmap: ["v1", "ConfigMap"],
  crd: ["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
  deploy: ["apps/v1", "Deployment"],
  ns: ["v1", "Namespace"],
  sa: ["v1", "ServiceAccount"],
  svc: ["v1", "Service"],
  thing: ["s316.example.com/v1", "Thing"],
};

/** What kubectl does, as far as the recordings need it. */
export async function kubectl(cluster: Cluster, args: readonly string[], input = ""): Promise<void> {
  const [namespace, words] = args[0] === "-n" ? [args[1] ?? "", args.slice(2)] : ["", args];
  const flag = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const plain = words.filter((word) => !word.startsWith("-"));
  const [verb = "", short = "", name = ""] = plain;
  const [apiVersion, kind] = KINDS[short] ?? ["", ""];
  const target = { gvk: groupVersionKind(apiVersion, kind), namespace, name };
  switch (verb) {
    case "apply":
      await apply(
        cluster,
        input,
        flag("field-manager"),
        words.includes("--server-side"),
        words.includes("--force-conflicts"),
      );
      return;
    case "create":
      await cluster.create({ apiVersion, kind, metadata: { name, namespace } }, namespace, {
        fieldManager: "kubectl-create",
      });
      return;
    case "delete":
      await remove(
        cluster,
        words.includes("-f") ? documents(input) : [{ apiVersion, kind, metadata: { name, namespace } }],
      );
      return;
    case "get":
      return;
    case "label":
      await cluster.patch(
        target,
        PatchType.Merge,
        { metadata: { labels: labelsOf(plain.slice(3)) } },
        { fieldManager: "kubectl-label" },
      );
      return;
    case "patch":
      await patch(cluster, target, words);
      return;
    case "scale":
      await cluster.client.request({
        method: "PATCH",
        path: `${await cluster.pathOf(target.gvk, namespace)}/${name}/scale`,
        contentType: PatchType.Merge,
        body: { spec: { replicas: Number(flag("replicas")) } },
        query: { fieldManager: "kubectl" },
      });
      return;
    default:
      throw new Error(`the recordings' kubectl has no ${verb}`);
  }
}

function documents(input: string): PropertyMap[] {
  return parseAllDocuments(input)
    .map((document) => document.toJS() as PropertyMap | null)
    .filter((value) => value !== null);
}

async function apply(
  cluster: Cluster,
  input: string,
  manager: string | undefined,
  serverSide: boolean,
  force: boolean,
): Promise<void> {
  for (const object of documents(input)) {
    const target = { gvk: gvkOf(object), namespace: namespaceOf(object), name: nameOf(object) };
    const fieldManager = manager ?? "kubectl";
    if (serverSide) await cluster.patch(target, PatchType.Apply, object, { fieldManager, force });
    else await cluster.create(object, namespaceOf(object), { fieldManager: "kubectl-client-side-apply" });
  }
}

async function remove(cluster: Cluster, objects: readonly PropertyMap[]): Promise<void> {
  for (const object of objects) {
    await cluster
      .delete(gvkOf(object), namespaceOf(object), nameOf(object), "Background")
      .catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
  }
}

async function patch(
  cluster: Cluster,
  target: Parameters<Cluster["patch"]>[0],
  words: readonly string[],
): Promise<void> {
  const body: unknown = JSON.parse(words[words.indexOf("-p") + 1] ?? "null");
  const contentType = words.includes("--type=json") ? PatchType.Json : PatchType.Merge;
  const sub = words.includes("--subresource=status") ? "/status" : "";
  const path = `${await cluster.pathOf(target.gvk, target.namespace)}/${target.name}${sub}`;
  await cluster.client.request({
    method: "PATCH",
    path,
    contentType,
    body,
    query: { fieldManager: "kubectl-patch" },
  });
}

function labelsOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word): [string, string] => [word.replace(/=.*/s, ""), word.replace(/^[^=]*=/, "")]),
  );
}
