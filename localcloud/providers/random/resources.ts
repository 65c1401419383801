import { randomBytes, randomUUID } from "node:crypto";
import * as bcrypt from "bcryptjs";
import type { PropertyMap, PropertyValue } from "../../wire/values";
import { secret } from "../../wire/values";
import type { CharacterClass } from "./password";
import { randomText } from "./password";

/** A resource of the random package: every input makes a new one when it changes. */
export interface RandomResource {
  /** Inputs by name, with what is wrong with a value, if anything. */
  readonly inputs: Readonly<Record<string, (value: PropertyValue) => string | undefined>>;
  readonly required: readonly string[];
  /** What is wrong with the inputs together. */
  readonly problem?: (inputs: PropertyMap) => string | undefined;
  /** Outputs that are known beforehand, from the inputs. */
  readonly settled: (inputs: PropertyMap) => PropertyMap;
  /** Outputs that only come with creation. */
  readonly made: readonly string[];
  readonly create: (inputs: PropertyMap) => { readonly id: string; readonly outputs: PropertyMap };
}

const wholeNumber = (value: PropertyValue) =>
  Number.isInteger(value) ? undefined : "must be a whole number";
const yesOrNo = (value: PropertyValue) => (typeof value === "boolean" ? undefined : "must be true or false");
const text = (value: PropertyValue) => (typeof value === "string" ? undefined : "must be a string");
const keepers = (value: PropertyValue) =>
  typeof value === "object" && value !== null ? undefined : "must be a map of strings";

const classNames: readonly CharacterClass[] = ["lower", "upper", "numeric", "special"];

function least(name: string): string {
  return `min${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** A value for each class, by its name. */
function byClass<T>(value: (name: CharacterClass) => T): Record<string, T> {
  return Object.fromEntries(classNames.map((name) => [name, value(name)]));
}

/** A value for the least number of each class, by its name: `minLower` and so on. */
function byLeast<T>(value: (name: string) => T): Record<string, T> {
  return Object.fromEntries(classNames.map((name) => [least(name), value(least(name))]));
}

const textInputs: RandomResource["inputs"] = {
  keepers,
  length: wholeNumber,
  number: yesOrNo,
  overrideSpecial: text,
  ...byClass(() => yesOrNo),
  ...byLeast(() => wholeNumber),
};

function amount(inputs: PropertyMap, name: string): number {
  const value = inputs[name];
  return typeof value === "number" ? value : 0;
}

/** Whether a class is in use; `number` is the old name of `numeric`. */
function uses(inputs: PropertyMap, name: CharacterClass): boolean {
  return (inputs[name] ?? (name === "numeric" ? inputs["number"] : undefined)) !== false;
}

function textProblem(inputs: PropertyMap): string | undefined {
  const needed = classNames.reduce(
    (sum, name) => sum + (uses(inputs, name) ? amount(inputs, least(name)) : 0),
    0,
  );
  if (amount(inputs, "length") < 1)
    return `length must be at least 1, got ${String(amount(inputs, "length"))}`;
  if (amount(inputs, "length") < needed)
    return `length ${String(amount(inputs, "length"))} is less than the ${String(needed)} characters that minLower, minUpper, minNumeric and minSpecial ask for`;
  return classNames.some((name) => uses(inputs, name))
    ? undefined
    : "at least one of lower, upper, numeric and special must be true";
}

function settledText(inputs: PropertyMap): PropertyMap {
  return {
    ...inputs,
    ...byClass((name) => uses(inputs, name)),
    ...byLeast((name) => amount(inputs, name)),
    number: uses(inputs, "numeric"),
  };
}

function makeText(inputs: PropertyMap): string {
  const inUse = classNames.filter((name) => uses(inputs, name));
  const special = inputs["overrideSpecial"];
  return randomText({
    length: amount(inputs, "length"),
    least: Object.fromEntries(inUse.map((name) => [name, amount(inputs, least(name))])),
    ...(typeof special === "string" && special !== "" ? { overrideSpecial: special } : {}),
  });
}

/** bcrypt takes 72 bytes; the real provider hashes as much of a longer password. */
function hash(password: string): string {
  return bcrypt.hashSync(Buffer.from(password).subarray(0, 72).toString(), 10);
}

/** @see https://www.pulumi.com/registry/packages/random/api-docs/randompassword */
const randomPassword: RandomResource = {
  inputs: textInputs,
  required: ["length"],
  problem: textProblem,
  settled: settledText,
  made: ["result", "bcryptHash"],
  create: (inputs) => {
    const result = makeText(inputs);
    return { id: "none", outputs: { result: secret(result), bcryptHash: secret(hash(result)) } };
  },
};

/** @see https://www.pulumi.com/registry/packages/random/api-docs/randomstring */
const randomString: RandomResource = {
  ...randomPassword,
  made: ["result"],
  create: (inputs) => {
    const result = makeText(inputs);
    return { id: result, outputs: { result } };
  },
};

/** @see https://www.pulumi.com/registry/packages/random/api-docs/randomid */
const randomId: RandomResource = {
  inputs: { keepers, byteLength: wholeNumber, prefix: text },
  required: ["byteLength"],
  problem: (inputs) =>
    amount(inputs, "byteLength") < 1
      ? `byteLength must be at least 1, got ${String(amount(inputs, "byteLength"))}`
      : undefined,
  settled: (inputs) => inputs,
  made: ["b64Std", "b64Url", "dec", "hex"],
  create: (inputs) => {
    const bytes = randomBytes(amount(inputs, "byteLength"));
    const prefix = typeof inputs["prefix"] === "string" ? inputs["prefix"] : "";
    const forms = {
      b64Std: bytes.toString("base64"),
      b64Url: bytes.toString("base64url"),
      dec: BigInt(`0x${bytes.toString("hex")}`).toString(),
      hex: bytes.toString("hex"),
    };
    const outputs = Object.fromEntries(
      Object.entries(forms).map(([name, value]) => [name, `${prefix}${value}`]),
    );
    return { id: forms.b64Url, outputs };
  },
};

/** @see https://www.pulumi.com/registry/packages/random/api-docs/randomuuid */
const randomUuid: RandomResource = {
  inputs: { keepers },
  required: [],
  settled: (inputs) => inputs,
  made: ["result"],
  create: () => {
    const result = randomUUID();
    return { id: result, outputs: { result } };
  },
};

/** The resources that are supported, by type token. */
export const randomResources: Readonly<Record<string, RandomResource>> = {
  "random:index/randomPassword:RandomPassword": randomPassword,
  "random:index/randomString:RandomString": randomString,
  "random:index/randomId:RandomId": randomId,
  "random:index/randomUuid:RandomUuid": randomUuid,
};
