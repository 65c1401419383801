import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import ts from "typescript";

/** Where the arguments of a resource type are declared in an SDK. */
export interface ArgsDeclaration {
  /** npm package, for example `@pulumi/aws`. */
  readonly packageName: string;
  /** Declaration file of the resource; absent = the interface stands in the file of nested types. */
  readonly file?: string;
  /** Namespace of the nested types in `types/input.d.ts`. */
  readonly namespace: string;
  readonly interfaceName: string;
}

/**
 * Every property path of a resource's arguments, nested ones included: `networkProfile.podCidr`. List items and values
 * of maps add nothing to the path; an object is listed before its properties.
 *
 * @throws Error when the SDK does not declare the interface
 */
export function propertyPaths(declaration: ArgsDeclaration): readonly string[] {
  const root = dirname(require.resolve(`${declaration.packageName}/package.json`));
  const nested = interfacesOf(
    namespaceText(readFileSync(join(root, "types/input.d.ts"), "utf8"), declaration.namespace),
  );
  const own =
    declaration.file === undefined
      ? nested
      : interfacesOf(readFileSync(join(root, declaration.file), "utf8"));
  const start = own.get(declaration.interfaceName);
  if (start === undefined)
    throw new Error(`${declaration.packageName} declares no ${declaration.interfaceName}`);
  return pathsBelow(start, nested, "", []);
}

function pathsBelow(
  node: ts.InterfaceDeclaration,
  nested: ReadonlyMap<string, ts.InterfaceDeclaration>,
  prefix: string,
  above: readonly ts.InterfaceDeclaration[],
): readonly string[] {
  if (above.includes(node)) return [];
  return node.members.filter(ts.isPropertySignature).flatMap((member) => {
    const path = `${prefix}${member.name.getText()}`;
    const child = nestedName(member, nested);
    const below = child === undefined ? [] : pathsBelow(child, nested, `${path}.`, [...above, node]);
    return [path, ...below];
  });
}

function nestedName(
  member: ts.PropertySignature,
  nested: ReadonlyMap<string, ts.InterfaceDeclaration>,
): ts.InterfaceDeclaration | undefined {
  const name = /inputs\.\w+\.(\w+)/.exec(member.type?.getText() ?? "")?.[1];
  return name === undefined ? undefined : nested.get(name);
}

/** The whole file takes seconds to parse; one namespace of it does not. */
function namespaceText(text: string, namespace: string): string {
  const start = text.indexOf(`\nexport declare namespace ${namespace} {`);
  if (start === -1) throw new Error(`no namespace ${namespace}`);
  const end = text.indexOf("\nexport declare namespace ", start + 1);
  return text.slice(start, end === -1 ? undefined : end);
}

function interfacesOf(text: string): ReadonlyMap<string, ts.InterfaceDeclaration> {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) found.set(node.name.text, node);
    else if (ts.isModuleDeclaration(node) || ts.isModuleBlock(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(ts.createSourceFile("input.d.ts", text, ts.ScriptTarget.ES2023, true), visit);
  return found;
}
