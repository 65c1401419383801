import type { PropertyValue } from "../../wire/values";
import { Signature, UNKNOWN, hasSignature, isSecret } from "../../wire/values";

/** One property of an object. */
export interface PropertyShape {
  /** `string`, `number`, `boolean`, `any`, `[T]` a list, `{T}` a map, `<module.Name>` an object of that type. */
  readonly type: string;
  /** Present when the property must be given. */
  readonly required?: true;
  /** Present when the list's items also exist as resources of their own; the provider leaves it alone when unset. */
  readonly subResources?: true;
}

/** An object's properties by their names in the SDK. */
export type ObjectShape = Readonly<Record<string, PropertyShape>>;

/** A resource type: its properties, and on Azure the version of the interface that the provider uses for it. */
export interface ResourceShape {
  readonly apiVersion: string;
  readonly inputs: ObjectShape;
  readonly outputs: ObjectShape;
}

/** The part of the provider's schema that the stand-in supports. */
export interface Schema {
  readonly resources: Record<string, ResourceShape>;
  readonly inputTypes: Record<string, ObjectShape>;
  readonly outputTypes: Record<string, ObjectShape>;
}

/** In the file, a type ends with `!` when the property must be given and with `*` when it lists sub-resources. */
type CompactShape = Record<string, string>;
interface CompactSchema {
  readonly resources: Record<
    string,
    { readonly apiVersion: string; readonly inputs: CompactShape; readonly outputs: CompactShape }
  >;
  readonly inputTypes: Record<string, CompactShape>;
  readonly outputTypes: Record<string, CompactShape>;
}

/** Reads the file's text. */
export function parseSchema(text: string): Schema {
  // A border with untyped data: the file is generated, and a test holds it against the SDK.
  const compact = JSON.parse(text) as CompactSchema;
  return {
    resources: mapped(compact.resources, ({ apiVersion, inputs, outputs }) => ({
      apiVersion,
      inputs: expand(inputs),
      outputs: expand(outputs),
    })),
    inputTypes: mapped(compact.inputTypes, expand),
    outputTypes: mapped(compact.outputTypes, expand),
  };
}

/** The file's text for a schema. */
export function formatSchema({ resources, inputTypes, outputTypes }: Schema): string {
  const compact: CompactSchema = {
    resources: mapped(resources, ({ apiVersion, inputs, outputs }) => ({
      apiVersion,
      inputs: shorten(inputs),
      outputs: shorten(outputs),
    })),
    inputTypes: mapped(inputTypes, shorten),
    outputTypes: mapped(outputTypes, shorten),
  };
  return `${JSON.stringify(compact, null, 2)}\n`;
}

function expand(compact: CompactShape): ObjectShape {
  return mapped(compact, (text) => ({
    type: text.replace(/[!*]+$/, ""),
    ...(/!\*?$/.test(text) ? { required: true as const } : {}),
    ...(text.endsWith("*") ? { subResources: true as const } : {}),
  }));
}

function shorten(shape: ObjectShape): CompactShape {
  return mapped(
    shape,
    ({ type, required, subResources }) => `${type}${required ? "!" : ""}${subResources ? "*" : ""}`,
  );
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/** The members of an object type, or `undefined` for anything else. */
export function typeMembers(types: Schema["inputTypes"], type: string): ObjectShape | undefined {
  const name = /^<(.+)>$/.exec(type)?.[1];
  return name === undefined ? undefined : types[name];
}

/** The value that a check can judge, without its secret mark; `undefined` where nothing can be said yet. */
export function judged(type: string, value: PropertyValue): PropertyValue | undefined {
  if (isSecret(value)) return judged(type, value.value);
  return value === UNKNOWN || hasSignature(value, Signature.Output) || type === "any" ? undefined : value;
}

/** The type of a list's items or a map's values; `undefined` for anything else. */
export function elementType(type: string): string | undefined {
  return /^[[{](.+)[\]}]$/.exec(type)?.[1];
}
