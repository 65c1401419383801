import type { Json } from "./wire";

/** Schema of one parameter: the part of JSON Schema that the engine checks and that rules need. */
export type ParameterSchema =
  | {
      readonly type: "integer";
      readonly default: number;
      readonly minimum?: number;
      readonly description: string;
    }
  | { readonly type: "boolean"; readonly default: boolean; readonly description: string }
  | {
      readonly type: "string";
      readonly default: string;
      readonly pattern?: string;
      readonly description: string;
    }
  | {
      readonly type: "array";
      readonly items: { readonly type: "string" };
      readonly default: readonly string[];
      readonly description: string;
    };

/** Schemas of a rule's parameters by name. */
export type ParameterSchemas = Readonly<Record<string, ParameterSchema>>;

interface ValueTypes {
  integer: number;
  boolean: boolean;
  string: string;
  array: readonly string[];
}

/** Values of parameters, typed after their schemas. */
export type Parameters<P extends ParameterSchemas> = { readonly [K in keyof P]: ValueTypes[P[K]["type"]] };

/** The pack's configuration says something that a rule's schema does not allow. */
export class ParameterError extends Error {
  override readonly name = "ParameterError";
}

/**
 * The parameters of a rule from its configuration, defaults filled in.
 *
 * @throws {ParameterError} naming every value that does not fit and every name that the rule does not have.
 */
export function readParameters<P extends ParameterSchemas>(
  rule: string,
  schemas: P | undefined,
  given: Json,
): Parameters<P> {
  const known: ParameterSchemas = schemas ?? {};
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => `${rule}.${name} is no parameter of this rule; it has ${listNames(known)}`);
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(known)) {
    const value = given[name] ?? schema.default;
    if (!fits(schema, value)) {
      problems.push(`${rule}.${name} must be ${expectation(schema)}, got ${JSON.stringify(value)}`);
    }
    values[name] = value;
  }
  if (problems.length > 0) throw new ParameterError(problems.join("\n"));
  // Each value was held against its schema above; TypeScript cannot follow that through the map.
  return values as Parameters<P>;
}

function fits(schema: ParameterSchema, value: unknown): boolean {
  switch (schema.type) {
    case "integer":
      return Number.isInteger(value) && Number(value) >= (schema.minimum ?? -Infinity);
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string" && new RegExp(schema.pattern ?? "").test(value);
    case "array":
      return Array.isArray(value) && value.every((element) => typeof element === "string");
  }
}

function expectation(schema: ParameterSchema): string {
  switch (schema.type) {
    case "integer":
      return schema.minimum === undefined ? "a whole number" : `a whole number of at least ${schema.minimum}`;
    case "boolean":
      return "true or false";
    case "string":
      return schema.pattern === undefined ? "a string" : `a string that matches ${schema.pattern}`;
    case "array":
      return "a list of strings";
  }
}

function listNames(schemas: ParameterSchemas): string {
  const names = Object.keys(schemas);
  return names.length === 0 ? "none" : names.join(", ");
}
