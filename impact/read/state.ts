import { identical } from "../diff";
import { asText, asTexts, isList, isMap } from "../json";
import type { JsonValue } from "../json";
import { parseUrn } from "../urn";
import type { ResourceState, Step } from "../step";
import { isTelling, subjectOf } from "../subject";

/** Collects what is wrong with an input while it is read. */
export type Complain = (path: string, message: string) => void;

/** Most problems of one input that are worth telling. */
export const problemLimit = 20;

/**
 * Reads one step: of `preview --json` (`oldState`, `newState`, `diffReasons`, `replaceReasons`) or the metadata of an
 * engine event (`old`, `new`, `diffs`, `keys`).
 *
 * @param raw - the step as parsed
 * @param path - where it stands, for problems
 * @param complain - told about every problem
 * @returns the step, or `undefined` when it cannot be read
 */
export function readStep(raw: JsonValue | undefined, path: string, complain: Complain): Step | undefined {
  if (!isMap(raw)) {
    complain(path, "must be an object");
    return undefined;
  }
  const op = asText(raw["op"]);
  if (op === undefined || op === "") complain(`${path}.op`, "must be text: the operation that Pulumi plans");
  const urn = asText(raw["urn"]) ?? "";
  const parts = parseUrn(urn);
  if (parts === undefined)
    complain(`${path}.urn`, "must be a URN: urn:pulumi:<stack>::<project>::<type>::<name>");
  const old = readState(raw["oldState"] ?? raw["old"], `${path}.oldState`, complain);
  const next = readState(raw["newState"] ?? raw["new"], `${path}.newState`, complain);
  if (op === undefined || parts === undefined) return undefined;
  if (needsOld.has(op) && old === undefined)
    complain(`${path}.oldState`, `must be there for the operation "${shorten(op)}"`);
  if (needsNew.has(op) && next === undefined)
    complain(`${path}.newState`, `must be there for the operation "${shorten(op)}"`);
  const tell = op !== "same" || isTelling(parts.type);
  return {
    urn,
    type: parts.type,
    name: parts.name,
    op,
    custom: isCustom(raw["newState"] ?? raw["new"] ?? raw["oldState"] ?? raw["old"]),
    ...(old === undefined
      ? {}
      : {
          old: tell ? { ...old, ...filledIn(parts.type, op, raw["oldState"] ?? raw["old"]) } : bare(old),
          ...deletionOrder(op, old),
        }),
    ...(next === undefined ? {} : { new: tell ? sharing(next, old) : bare(next) }),
    engineChanges: [
      ...new Set([...changedPaths(raw["detailedDiff"]), ...asTexts(raw["diffReasons"] ?? raw["diffs"])]),
    ],
    replaceReasons: asTexts(raw["replaceReasons"] ?? raw["keys"]),
  };
}

/** What the cloud filled in, where it tells what a property that the program sets for the first time is now. */
function filledIn(type: string, op: string, state: JsonValue | undefined): Pick<ResourceState, "outputs"> {
  const { kind } = subjectOf(type);
  if (op === "same" || (kind !== "cluster" && kind !== "pool") || !isMap(state)) return {};
  return isMap(state["outputs"]) ? { outputs: state["outputs"] } : {};
}

/** What stays the same and is neither cluster, pool nor workload tells only where values come from. */
function bare(state: ResourceState): ResourceState {
  return { ...state, inputs: {} };
}

/** Most inputs come twice, old and new alike: held once, a large preview takes half the memory. */
function sharing(next: ResourceState, old: ResourceState | undefined): ResourceState {
  return old !== undefined && identical(old.inputs, next.inputs) ? { ...next, inputs: old.inputs } : next;
}

const needsOld: ReadonlySet<string> = new Set(["update", "replace", "delete"]);
const needsNew: ReadonlySet<string> = new Set(["update", "replace", "create"]);

function deletionOrder(op: string, old: ResourceState): Pick<Step, "deleteFirst"> {
  // The engine marks the old state for deletion only when the new object is made before.
  return op === "replace" ? { deleteFirst: !old.pendingDelete } : {};
}

/** Engine events leave `custom` out when it is false; only what neither says custom nor has an id is a component. */
function isCustom(state: JsonValue | undefined): boolean {
  return isMap(state) && (state["custom"] === true || (asText(state["id"]) ?? "") !== "");
}

function changedPaths(detailedDiff: JsonValue | undefined): readonly string[] {
  return isMap(detailedDiff) ? Object.keys(detailedDiff) : [];
}

/**
 * Reads a resource on one side of a step, or of a plan.
 *
 * @param raw - the resource as parsed; absent = there is none on this side
 * @param path - where it stands, for problems
 * @param complain - told about every problem
 */
export function readState(
  raw: JsonValue | undefined,
  path: string,
  complain: Complain,
): ResourceState | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isMap(raw)) {
    complain(path, "must be an object");
    return undefined;
  }
  const inputs = raw["inputs"] ?? {};
  if (!isMap(inputs)) complain(`${path}.inputs`, "must be an object");
  const [id, parent, provider] = [asText(raw["id"]), asText(raw["parent"]), asText(raw["provider"])];
  return {
    ...(id === undefined ? {} : { id }),
    ...(parent === undefined ? {} : { parent }),
    ...(provider === undefined ? {} : { provider }),
    inputs: isMap(inputs) ? inputs : {},
    protect: raw["protect"] === true,
    retainOnDelete: raw["retainOnDelete"] === true,
    pendingDelete: raw["delete"] === true,
    propertyDependencies: readDependencies(raw["propertyDependencies"]),
  };
}

function readDependencies(raw: JsonValue | undefined): Readonly<Record<string, readonly string[]>> {
  if (!isMap(raw)) return {};
  const entries = Object.entries(raw).filter(([, urns]) => isList(urns));
  return Object.fromEntries(entries.map(([name, urns]) => [name, asTexts(urns)]));
}

/** An operation's name as far as it is safe to repeat in a message. */
function shorten(text: string): string {
  return text.slice(0, 40).replaceAll(/[^\w-]/g, "?");
}
