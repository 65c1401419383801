import { parseAllDocuments } from "yaml";
import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isRecord, mapValues, unwrapSecrets } from "../../wire/values";
import type { InvokeRequest, InvokeResult } from "../provider";
import { Unsupported } from "../provider";
import { messageOf } from "./api";
import { gvkOf, inNamespace, kindOf, namespaceOf } from "./objects/metadata";
import { listAt, textAt } from "./objects/object";
import { isNamespaced } from "./objects/scope";
import type { Session } from "./session";

/** Functions that need a tool which the local cloud does not have, and what to use. */
const REFUSED: Readonly<Record<string, string>> = {
  "kubernetes:helm:template": "it renders charts with Helm; use helm.v3.Release, or write the objects out",
  "kubernetes:kustomize:directory":
    "it runs kustomize; run `kustomize build` yourself and use yaml.ConfigGroup",
};

/**
 * Calls a function of the package. The only one is `kubernetes:yaml:decode`, by which yaml.ConfigFile and
 * yaml.ConfigGroup read manifests.
 *
 * @throws Unsupported for any other function.
 */
export async function invoke(request: InvokeRequest, session: Session): Promise<InvokeResult> {
  if (request.token !== "kubernetes:yaml:decode") {
    const why = REFUSED[request.token] ?? "it is not known";
    throw new Unsupported(
      `the local cloud's Kubernetes provider does not support the function ${request.token}: ${why}`,
    );
  }
  const args = mapValues(request.args, unwrapSecrets);
  const objects = decode(textAt(args, "text"));
  const namespace = textAt(args, "defaultNamespace");
  const result: PropertyValue[] = [];
  for (const object of objects) result.push(await placed(object, namespace, session));
  return { value: { result } };
}

/** The objects of a text with YAML documents; lists are taken apart. */
function decode(text: string): PropertyMap[] {
  return parseAllDocuments(text, { version: "1.1" }).flatMap((document) => {
    const [problem] = document.errors;
    if (problem !== undefined)
      throw new Error(`cannot decode YAML: ${messageOf(problem)}`, { cause: problem });
    const value: unknown = document.toJS();
    if (!isRecord(value)) return [];
    return kindOf(value) === "List" ? listAt(value, "items").filter(isRecord) : [value];
  });
}

async function placed(object: PropertyMap, namespace: string, session: Session): Promise<PropertyMap> {
  if (namespace === "" || namespaceOf(object) !== "") return object;
  const { cluster } = await session.reach();
  return (await isNamespaced(gvkOf(object), cluster)) ? inNamespace(object, namespace) : object;
}
