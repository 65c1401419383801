import * as path from "node:path";
import * as yaml from "yaml";
import { readIfThere } from "../state/files";
import { isJson, type Json } from "../state/encode";

/** A key of a stack's configuration, `namespace:name`, and what it is set to. */
export interface RawConfig {
  readonly key: string;
  /** Text, or anything JSON knows; `{ secure: … }` in it is encrypted. */
  readonly value: unknown;
}

/** What Pulumi.yaml and Pulumi.<stack>.yaml say. */
export interface Project {
  readonly name: string;
  /** Folder of the program: where Pulumi.yaml lies, or what its `main` says. */
  readonly programDir: string;
  readonly typescript: boolean;
  readonly nodeArgs: readonly string[];
  readonly config: readonly RawConfig[];
  /** The salt of the encrypted values, when the stack has settings of its own. */
  readonly salt?: string;
}

/**
 * Reads the project and the settings of one of its stacks.
 *
 * @throws Error with one line per problem.
 */
export function readProject(dir: string, stack: string): Project {
  const file = path.join(dir, "Pulumi.yaml");
  const project = readYaml(file);
  if (project === undefined)
    throw new Error(
      `${file}: does not exist; a Pulumi project needs one (https://www.pulumi.com/docs/iac/concepts/projects/project-file/)`,
    );
  const name = project["name"];
  const runtime = project["runtime"];
  const runtimeName = isJson(runtime) ? runtime["name"] : runtime;
  const problems: string[] = [];
  if (typeof name !== "string") problems.push(`${file}: name: is required`);
  if (runtimeName !== "nodejs")
    problems.push(
      `${file}: runtime: must be nodejs, the only one that the embedded engine runs, got ${JSON.stringify(runtimeName)}`,
    );
  const options = isJson(runtime) && isJson(runtime["options"]) ? runtime["options"] : {};
  const settingsFile = path.join(dir, `Pulumi.${stack}.yaml`);
  const settings = readYaml(settingsFile) ?? {};
  const config = mergeConfig(
    String(name),
    section(project, "config"),
    section(settings, "config"),
    settingsFile,
    problems,
  );
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { encryptionsalt } = settings;
  const main = project["main"];
  return {
    name: String(name),
    programDir: typeof main === "string" ? path.resolve(dir, main) : dir,
    typescript: options["typescript"] !== false,
    nodeArgs:
      typeof options["nodeargs"] === "string"
        ? options["nodeargs"].split(/\s+/u).filter((arg) => arg !== "")
        : [],
    config,
    ...(typeof encryptionsalt === "string" ? { salt: encryptionsalt } : {}),
  };
}

function readYaml(file: string): Json | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = yaml.parse(text);
  } catch (error) {
    throw new Error(`${file}: is not YAML: ${error instanceof Error ? error.message : ""}`, { cause: error });
  }
  return isJson(value) ? value : {};
}

function section(file: Json, name: string): Json {
  const value = file[name];
  return isJson(value) ? value : {};
}

function mergeConfig(
  project: string,
  declared: Json,
  set: Json,
  settingsFile: string,
  problems: string[],
): RawConfig[] {
  const values = new Map<string, unknown>();
  for (const [name, declaration] of Object.entries(declared)) {
    const key = withNamespace(project, name);
    const initial = isJson(declaration) ? (declaration["default"] ?? declaration["value"]) : declaration;
    if (initial !== undefined && initial !== null) values.set(key, initial);
  }
  for (const [name, value] of Object.entries(set)) values.set(withNamespace(project, name), value);
  for (const [name, declaration] of Object.entries(declared)) {
    const key = withNamespace(project, name);
    if (!values.has(key) && isJson(declaration) && "type" in declaration) {
      problems.push(
        `${settingsFile}: config: "${key}" is required by Pulumi.yaml and not set; add it under config`,
      );
    } else if (isJson(declaration))
      problems.push(...typeProblem(settingsFile, key, values.get(key), declaration["type"]));
  }
  return [...values].map(([key, value]) => ({ key, value }));
}

function withNamespace(project: string, name: string): string {
  return name.includes(":") ? name : `${project}:${name}`;
}

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value !== "object",
  integer: (value) => Number.isInteger(typeof value === "string" ? Number(value) : value),
  number: (value) => Number.isFinite(typeof value === "string" ? Number(value) : value),
  boolean: (value) => typeof value === "boolean" || value === "true" || value === "false",
  array: (value) => Array.isArray(value),
  object: (value) => isJson(value),
};

function typeProblem(file: string, key: string, value: unknown, type: unknown): string[] {
  const fits = typeof type === "string" ? FITS[type] : undefined;
  if (fits === undefined || value === undefined || isSecure(value) || fits(value)) return [];
  return [
    `${file}: config: "${key}" must be of type ${String(type)}, as Pulumi.yaml says, got ${JSON.stringify(value)}`,
  ];
}

/** Whether a configuration value is an encrypted one. */
export function isSecure(value: unknown): value is { readonly secure: string } {
  return isJson(value) && typeof value["secure"] === "string" && Object.keys(value).length === 1;
}
