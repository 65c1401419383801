import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { containsSecret } from "../../wire/values";
import type { PropertyMap } from "../../wire/values";
import { apiVersionOf, kindOf, nameOf, namespaceOf } from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import type { Session } from "./session";

/** Whether manifests are written in the place of a cluster. */
export function isRendering({ options }: Session): boolean {
  return options.renderYamlToDirectory !== "";
}

/**
 * Writes an object as a manifest: definitions of custom resources to `0-crd`, everything else to `1-manifest`, so
 * that `kubectl apply` of the folders in that order works.
 *
 * @param from Properties that say whether there is a secret in the object; the file has it in the clear.
 */
export function render(object: KubeObject, from: PropertyMap, urn: string, session: Session): void {
  const file = manifestPath(object, session.options.renderYamlToDirectory);
  if (containsSecret(from))
    session.log("warning", `rendered file ${file} contains a secret value in plaintext`, { urn });
  for (const folder of FOLDERS) {
    fs.mkdirSync(path.join(session.options.renderYamlToDirectory, folder), { recursive: true, mode: 0o700 });
  }
  fs.writeFileSync(file, stringify(object, { sortMapEntries: true, lineWidth: 0 }), { mode: 0o600 });
  session.log("info", `rendered ${file}`, { urn, ephemeral: true });
}

/** Removes the manifest of an object; one that is gone already is no error. */
export function removeRendered(object: KubeObject, urn: string, session: Session): void {
  const file = manifestPath(object, session.options.renderYamlToDirectory);
  fs.rmSync(file, { force: true });
  session.log("info", `deleted ${file}`, { urn, ephemeral: true });
}

const FOLDERS = ["0-crd", "1-manifest"] as const;

function manifestPath(object: KubeObject, folder: string): string {
  const namespace = namespaceOf(object) === "" ? "default" : namespaceOf(object);
  const version = apiVersionOf(object).replaceAll(/[/:]/g, "_");
  const file = `${version}-${kindOf(object).toLowerCase()}-${namespace}-${nameOf(object)}.yaml`;
  return path.join(folder, FOLDERS[kindOf(object) === "CustomResourceDefinition" ? 0 : 1], file);
}
