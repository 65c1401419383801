import { importUrns, type ImportFile } from "./import-file";
import { isJson } from "./json";

/**
 * Leaves to imported resources only the inputs that the import file names. The CLI is to do so by itself, but from 3.260
 * on at the latest it takes all that the provider reads; the next preview would take the rest away, and replace pools.
 *
 * @param resources - of a deployment of version 3, as `pulumi stack export` writes it
 * @param file - the import file
 * @throws AdoptInputError when an entry of the file stands before its parent
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step.go (`ImportStep`, 3.260, read 2026-11-23)
 */
export function withNamedInputs(resources: readonly unknown[], file: ImportFile): readonly unknown[] {
  const [, stack = "", project = ""] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urnOf(resources[0])) ?? [];
  const urns = importUrns(file, { stack, project });
  const named = new Map(
    file.resources.flatMap(({ name, properties }) =>
      properties === undefined ? [] : [[urns.get(name) ?? "", properties] as const],
    ),
  );
  return resources.map((resource) => {
    const properties = named.get(urnOf(resource));
    if (properties === undefined || !isJson(resource) || !isJson(resource["inputs"])) return resource;
    const inputs = Object.entries(resource["inputs"]).filter(
      ([name]) => name.startsWith("__") || properties.includes(name),
    );
    return { ...resource, inputs: Object.fromEntries(inputs) };
  });
}

function urnOf(resource: unknown): string {
  const urn = isJson(resource) ? resource["urn"] : undefined;
  return typeof urn === "string" ? urn : "";
}
