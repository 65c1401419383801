import type { PropertyMap, PropertyValue } from "../../wire/values";
import { UNKNOWN, containsUnknown, unwrapSecrets } from "../../wire/values";
import { same } from "../azure-native/diff";
import type * as p from "../provider";
import { Unsupported } from "../provider";
import { randomResources } from "./resources";
import type { RandomResource } from "./resources";

/**
 * The random package. Not a simulation: the values come from the operating system's cryptographic source and
 * live in the stack's state alone.
 *
 * @see https://www.pulumi.com/registry/packages/random
 */
export class RandomProvider implements p.Provider {
  configure(): void {
    // The package has no configuration.
  }

  check({ type, news }: p.CheckRequest): p.CheckResult {
    const resource = resourceOf(type);
    const inputs = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
    const known = Object.entries(plainMap(inputs)).filter(([, value]) => !containsUnknown(value));
    const missing = resource.required.filter((name) => inputs[name] === undefined);
    const failures = [
      ...missing.map((property) => ({ property, reason: `missing required property '${property}'` })),
      ...known.flatMap(([property, value]) => {
        const problem =
          resource.inputs[property] === undefined
            ? `unknown property '${property}'`
            : resource.inputs[property](value);
        return problem === undefined ? [] : [{ property, reason: problem }];
      }),
    ];
    const together =
      failures.length === 0 && !containsUnknown(inputs)
        ? resource.problem?.(Object.fromEntries(known))
        : undefined;
    return { inputs, failures: together === undefined ? failures : [{ property: "", reason: together }] };
  }

  diff({ type, oldInputs, news }: p.DiffRequest): p.DiffResult {
    resourceOf(type);
    const [before, after] = [plainMap(oldInputs), plainMap(news)];
    const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (name) => !name.startsWith("__") && !same(before[name], after[name]),
    );
    const kind = (name: string): p.DiffKind =>
      before[name] === undefined
        ? "add-replace"
        : after[name] === undefined
          ? "delete-replace"
          : "update-replace";
    return {
      changes: changed.length > 0 ? "some" : "none",
      replaces: changed,
      diffs: changed,
      detailedDiff: Object.fromEntries(changed.map((name) => [name, { kind: kind(name), inputDiff: true }])),
    };
  }

  create({ type, properties, preview }: p.CreateRequest): p.CreateResult {
    const resource = resourceOf(type);
    const settled = resource.settled(properties);
    if (preview) {
      return {
        id: "",
        properties: { ...settled, ...Object.fromEntries(resource.made.map((name) => [name, UNKNOWN])) },
      };
    }
    const { id, outputs } = resource.create(plainMap(properties));
    return { id, properties: { ...settled, ...outputs } };
  }

  /** A value that nobody was told is of no use: another one is made. */
  idFor(): undefined {
    return undefined;
  }

  read({ id, properties, inputs }: p.ReadRequest): p.ReadResult {
    if (properties === undefined)
      throw new Unsupported("the random package's resources cannot be imported here");
    return { id, properties, inputs: inputs ?? {} };
  }

  update({ type }: p.UpdateRequest): PropertyMap {
    throw new Unsupported(`${type} has no update: every change replaces it`);
  }

  delete(): void {
    // The value lives in the stack's state alone.
  }
}

function resourceOf(type: string): RandomResource {
  const resource = randomResources[type];
  if (resource !== undefined) return resource;
  throw new Unsupported(
    `the local cloud does not support resources of type ${type}; it supports ${Object.keys(randomResources).join(", ")}`,
  );
}

function plainMap(map: PropertyMap): Record<string, PropertyValue> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, unwrapSecrets(value)]));
}
