import { Ledger } from "./ledger";
import { joinPath } from "./path";
import { isEncrypted, isJson, isMarked, isUnknown, type Json, unmark } from "./wire";

const STATE = Symbol("state");

/** A value and where it stands; the way there is written out as a path only when somebody has to be told. */
interface State {
  readonly raw: unknown;
  /** What the steps begin at; undefined for a whole resource. */
  readonly parent: State | undefined;
  readonly steps: readonly Step[];
  readonly urn: string;
  readonly ledger: Ledger;
}

type Place = Pick<State, "parent" | "steps">;

/** One step into a value: a property name or a list index. */
export type Step = string | number;

/**
 * A value inside a resource, as a rule may see it: the only door to a resource's properties.
 *
 * A view never hands out the JSON behind it, only strings, numbers, booleans and further views. Whatever lies
 * behind an unknown value ends the rule with "cannot be proved", whichever way it is asked for; `in`,
 * `Object.keys`, spreading and their like, which would silently see nothing, throw. Reading a secret is noted.
 */
export class View {
  private readonly [STATE]: State;

  private constructor(state: State) {
    this[STATE] = state;
  }

  /** A view of a whole resource's properties. */
  static of(properties: Json, urn: string, ledger: Ledger): View {
    return View.at({ raw: properties, parent: undefined, steps: [], urn, ledger });
  }

  private static at(state: State): View {
    return new Proxy(new View(state), onlyMethods);
  }

  /** Where this value stands in the resource, such as `spec.containers[0]`; empty for the whole. */
  get path(): string {
    return pathOf(this[STATE]);
  }

  /** The path of something inside this value, for the words of a finding. */
  pathTo(...steps: Step[]): string {
    return joinPath(this.path, steps);
  }

  /** The steps from the resource to something inside this value. */
  stepsTo(...steps: Step[]): Step[] {
    return stepsOf({ parent: this[STATE], steps });
  }

  /**
   * The value at the end of the steps; undefined when it is absent or null.
   *
   * @throws {Unproved} when it, or anything on the way, is unknown or cannot have properties.
   */
  get(...steps: Step[]): View | undefined {
    const state = this[STATE];
    const raw = resolve(state, steps);
    return raw === undefined ? undefined : View.at(inside(state, steps, raw));
  }

  /**
   * The string there if it may be shown (known, no secret), for the words of a message only.
   *
   * Never decide anything by it: it says nothing about a value that is unknown, secret or of another type.
   */
  label(...steps: Step[]): string | undefined {
    const ledger = new Ledger();
    const { value } = ledger.attempt(() => new View({ ...this[STATE], ledger }).string(...steps));
    return ledger.secretPaths.length > 0 ? undefined : value;
  }

  /** Whether there is a value. @throws {Unproved} as {@link get}. */
  has(...steps: Step[]): boolean {
    return resolve(this[STATE], steps) !== undefined;
  }

  /** Whether the value there, or anything around it, is marked secret. Reads nothing: not of what the value is. */
  isSecret(...steps: Step[]): boolean {
    const ledger = new Ledger();
    ledger.attempt(() => new View({ ...this[STATE], ledger }).has(...steps));
    return ledger.secretPaths.length > 0;
  }

  /**
   * Whether the value there, or anything around it, is decided only during the deployment.
   *
   * Only for a rule that then finds the answer elsewhere, such as in the resource the value comes from; a rule that
   * merely went on would be silent about it.
   */
  isUnknown(...steps: Step[]): boolean {
    const ledger = new Ledger();
    ledger.attempt(() => new View({ ...this[STATE], ledger }).has(...steps));
    return ledger.obstacles.some(({ kind }) => kind === "unknown");
  }

  /** What kind of value stands there. @throws {Unproved} as {@link get}. */
  kind(...steps: Step[]): "absent" | "object" | "list" | "string" | "number" | "boolean" {
    const state = this[STATE];
    const raw = resolve(state, steps);
    if (raw === undefined) return "absent";
    if (Array.isArray(raw)) return "list";
    if (isJson(raw)) return "object";
    if (typeof raw === "string") return "string";
    if (typeof raw === "number") return "number";
    if (typeof raw === "boolean") return "boolean";
    return malformed(state, steps, "JSON", raw);
  }

  /** The string there, undefined when absent. @throws {Unproved} also when it is no string. */
  string(...steps: Step[]): string | undefined {
    const state = this[STATE];
    const raw = resolve(state, steps);
    if (raw === undefined || typeof raw === "string") return raw;
    return malformed(state, steps, "a string", raw);
  }

  /** The number there, undefined when absent. @throws {Unproved} also when it is no number. */
  number(...steps: Step[]): number | undefined {
    const state = this[STATE];
    const raw = resolve(state, steps);
    if (raw === undefined || typeof raw === "number") return raw;
    return malformed(state, steps, "a number", raw);
  }

  /** The boolean there, undefined when absent. @throws {Unproved} also when it is no boolean. */
  boolean(...steps: Step[]): boolean | undefined {
    const state = this[STATE];
    const raw = resolve(state, steps);
    if (raw === undefined || typeof raw === "boolean") return raw;
    return malformed(state, steps, "a boolean", raw);
  }

  /** A string or number as a string (Kubernetes' int-or-string, quantities); undefined when absent. */
  text(...steps: Step[]): string | undefined {
    const state = this[STATE];
    const raw = resolve(state, steps);
    if (raw === undefined || typeof raw === "string") return raw;
    if (typeof raw === "number") return String(raw);
    return malformed(state, steps, "a string or a number", raw);
  }

  /** The list's elements, none when absent; elements may themselves be unknown. @throws {Unproved} when it is no list. */
  list(...steps: Step[]): View[] {
    const state = this[STATE];
    const raw = resolve(state, steps);
    if (raw === undefined) return [];
    if (!Array.isArray(raw)) return malformed(state, steps, "a list", raw);
    return raw.map((element: unknown, index) => View.at(inside(state, [...steps, index], element)));
  }

  /** The strings of a list, none when absent. @throws {Unproved} also when an element is unknown or no string. */
  strings(...steps: Step[]): string[] {
    return this.list(...steps).flatMap((element) => element.string() ?? []);
  }

  /** The names of the object's properties that have a value, none when absent. @throws {Unproved} when it is no object. */
  keys(...steps: Step[]): string[] {
    const state = this[STATE];
    const raw = resolve(state, steps);
    if (raw === undefined) return [];
    if (!isJson(raw)) return malformed(state, steps, "an object", raw);
    return Object.keys(raw).filter((key) => raw[key] !== undefined && raw[key] !== null);
  }
}

// Functions beside the class, because every use of a method goes through the view's proxy.

/** The value at the end of the steps without its marks; null counts as absent. */
function resolve(state: State, steps: readonly Step[]): unknown {
  let raw = isMarked(state.raw) ? open(state, [], state.raw) : (state.raw ?? undefined);
  let done = 0;
  for (const step of steps) {
    if (raw === undefined) return undefined;
    if (typeof raw !== "object" || raw === null)
      return malformed(state, steps.slice(0, done), typeof step === "number" ? "a list" : "an object", raw);
    raw = ownProperty(raw, step);
    done += 1;
    raw = isMarked(raw) ? open(state, steps.slice(0, done), raw) : (raw ?? undefined);
  }
  return raw;
}

/** Takes the marks off one value, noting secrets and refusing unknowns. */
function open(state: State, steps: readonly Step[], marked: unknown): unknown {
  const { ledger, urn } = state;
  let raw = marked;
  for (;;) {
    if (isUnknown(raw))
      return ledger.refuse({ urn, path: pathOf({ parent: state, steps }), kind: "unknown" });
    const inner = unmark(raw);
    if (inner === undefined) return raw ?? undefined;
    if (inner.secret) ledger.secret(pathOf({ parent: state, steps }));
    if (isEncrypted(raw))
      return ledger.refuse({ urn, path: pathOf({ parent: state, steps }), kind: "encrypted" });
    raw = inner.value;
  }
}

function inside(parent: State, steps: readonly Step[], raw: unknown): State {
  return { raw, parent, steps, urn: parent.urn, ledger: parent.ledger };
}

function stepsOf({ parent, steps }: Place): Step[] {
  return [...(parent === undefined ? [] : stepsOf(parent)), ...steps];
}

function pathOf(place: Place): string {
  return joinPath("", stepsOf(place));
}

function malformed(state: State, steps: readonly Step[], expected: string, raw: unknown): never {
  const found = Array.isArray(raw) ? "a list" : isJson(raw) ? "an object" : `a ${typeof raw}`;
  const path = pathOf({ parent: state, steps });
  const detail = `${found} where ${expected} belongs`;
  return state.ledger.refuse({ urn: state.urn, path, kind: "malformed", detail });
}

/** A property that the value itself has: names such as `constructor` come from nowhere else. */
function ownProperty(value: object, step: Step): unknown {
  return Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
}

/** Makes the idioms that would see nothing behind a view an error instead. */
const onlyMethods: ProxyHandler<View> = {
  // The methods' own way to the state is a symbol; it and they are there, so one lookup decides.
  get: (view, key): unknown => {
    const member: unknown = Reflect.get(view, key);
    return member === undefined && typeof key === "string" ? refuseIdiom(`view.${key}`) : member;
  },
  has: (_, key) => refuseIdiom(`"${String(key)}" in view`),
  ownKeys: () => refuseIdiom("listing a view's keys"),
  getOwnPropertyDescriptor: (_, key) => refuseIdiom(`Object.hasOwn(view, "${String(key)}")`),
};

function refuseIdiom(idiom: string): never {
  throw new TypeError(`${idiom} says nothing about the value behind it: use has(), keys(), list() or get()`);
}
