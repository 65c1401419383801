import * as fs from "node:fs";
import * as path from "node:path";
import type { ObjectShape, Schema } from "./shapes";

/** The sentence with which the SDK marks inline lists that also exist as resources of their own. */
const subResourceRemark = "These are also available as standalone resources";

/**
 * Reads the shapes of resources and of all types that they need from the type declarations of the installed
 * SDK: the only description of the provider's schema that the npm package carries.
 *
 * @param packageName For instance `@pulumi/aws`.
 * @param resources Type tokens, for instance `azure-native:network:Subnet` or `aws:ec2/subnet:Subnet`.
 */
export function readSdkSchema(packageName: string, resources: readonly string[]): Schema {
  const folder = path.dirname(require.resolve(`${packageName}/package.json`));
  const declarations = { in: interfacesOf(folder, "input"), out: interfacesOf(folder, "output") };
  const schema: Schema = { resources: {}, inputTypes: {}, outputTypes: {} };
  for (const token of [...resources].sort()) {
    const [, path = "", name = ""] = token.split(":");
    const lines = declarationLines(
      folder,
      path.split("/")[0] ?? "",
      `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`,
    );
    // Only Azure's interfaces have versions.
    const [, apiVersion = ""] = /Uses Azure REST API version ([\w-]+)/.exec(lines.join("\n")) ?? [];
    schema.resources[token] = {
      apiVersion,
      inputs: shape(block(lines, `export interface ${name}Args {`, "}"), 4),
      outputs: shape(block(lines, `export declare class ${name} extends`, "}"), 4),
    };
  }
  for (const { inputs, outputs } of Object.values(schema.resources)) {
    collect(inputs, declarations.in, schema.inputTypes);
    collect(outputs, declarations.out, schema.outputTypes);
  }
  return { ...schema, inputTypes: sorted(schema.inputTypes), outputTypes: sorted(schema.outputTypes) };
}

function declarationLines(folder: string, ...file: readonly string[]): readonly string[] {
  return fs.readFileSync(path.join(folder, ...file), "utf8").split("\n");
}

/** All interfaces of a declaration file, as `<module>.<name>`, without reading their members yet. */
function interfacesOf(folder: string, kind: "input" | "output"): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const lines = declarationLines(folder, "types", `${kind}.d.ts`);
  let module = "";
  lines.forEach((line, index) => {
    module = /^export declare namespace (\w+) \{/.exec(line)?.[1] ?? module;
    const name = /^ {4}interface (\w+) \{/.exec(line)?.[1];
    if (name === undefined) return;
    found.set(`${module}.${name}`, lines.slice(index + 1, lines.indexOf("    }", index)));
  });
  return found;
}

function block(lines: readonly string[], start: string, end: string): readonly string[] {
  const first = lines.findIndex((line) => line.startsWith(start));
  if (first < 0) throw new Error(`the SDK declares no "${start}"`);
  return lines.slice(first + 1, lines.indexOf(end, first));
}

function collect(
  from: ObjectShape,
  declared: ReadonlyMap<string, readonly string[]>,
  into: Record<string, ObjectShape>,
): void {
  for (const { type } of Object.values(from)) {
    const name = /<(.+)>/.exec(type)?.[1];
    if (name === undefined || into[name] !== undefined) continue;
    const members = declared.get(name) ?? declared.get(`${name}Args`) ?? declared.get(`${name}Response`);
    if (members === undefined) throw new Error(`the SDK declares no type ${name}`);
    const found = shape(members, 8);
    into[name] = found;
    collect(found, declared, into);
  }
}

/** Members of an interface or class: one a line, maps of values over three. */
function shape(lines: readonly string[], indent: number): ObjectShape {
  const members: Record<string, ObjectShape[string]> = {};
  const member = new RegExp(`^ {${String(indent)}}(?:readonly )?(\\w+)(\\?)?: (.*)$`);
  let remark = "";
  for (const [index, line] of lines.entries()) {
    if (line.includes(subResourceRemark)) remark = subResourceRemark;
    const [, name, optional, declaration = ""] = member.exec(line) ?? [];
    if (name === undefined) continue;
    const type = declaration.endsWith("{") ? `${declaration}${lines[index + 1] ?? ""}` : declaration;
    const isOptional =
      optional !== undefined || / \| undefined>/.test(lines[index + 2] ?? "") || type.includes("| undefined");
    members[name] = {
      type: propertyType(type),
      ...(isOptional ? {} : { required: true }),
      ...(remark === "" ? {} : { subResources: true }),
    };
    remark = "";
  }
  return sorted(members);
}

/** `{string}` is a map of strings, `[number]` a list of numbers, `<network.Subnet>` an object of that type. */
function propertyType(declaration: string): string {
  const text = declaration
    .replace(/pulumi\.(Input|Output)</g, "")
    .replace(/[>;]/g, "")
    .replace(/ \| undefined/g, "")
    .trim();
  if (text.startsWith("{"))
    return `{${propertyType(text.replace(/^.*\[key: string\]: /, "").replace(/\}$/, ""))}}`;
  if (text.endsWith("[]")) return `[${propertyType(text.slice(0, -2))}]`;
  const reference = /^(?:in|out)puts\.([\w.]+?)(?:Args|Response)?$/.exec(text)?.[1];
  if (reference !== undefined) return `<${reference}>`;
  const simple = /\b(string|number|boolean)\b/.exec(text)?.[1];
  return simple !== undefined && !text.includes("puts.")
    ? simple
    : text.startsWith("enums.")
      ? "string"
      : "any";
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
