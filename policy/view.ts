import { Ledger } from "./ledger";
import { joinPath } from "./path";
import { isJson, isUnknown, type Json, unmark } from "./wire";

const STATE = Symbol("state");

interface State {
  readonly raw: unknown;
  readonly path: string;
  readonly urn: string;
  readonly ledger: Ledger;
}

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
    return View.at({ raw: properties, path: "", urn, ledger });
  }

  private static at(state: State): View {
    return new Proxy(new View(state), onlyMethods);
  }

  /** Where this value stands in the resource, such as `spec.containers[0]`; empty for the whole. */
  get path(): string {
    return this[STATE].path;
  }

  /** The path of something inside this value, for the words of a finding. */
  pathTo(...steps: Step[]): string {
    return joinPath(this[STATE].path, steps);
  }

  /**
   * The value at the end of the steps; undefined when it is absent or null.
   *
   * @throws {Unproved} when it, or anything on the way, is unknown or cannot have properties.
   */
  get(...steps: Step[]): View | undefined {
    const { raw, path } = this.resolve(steps);
    return raw === undefined ? undefined : View.at({ ...this[STATE], raw, path });
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
    return this.resolve(steps).raw !== undefined;
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
    const { raw, path } = this.resolve(steps);
    if (raw === undefined) return "absent";
    if (Array.isArray(raw)) return "list";
    if (isJson(raw)) return "object";
    if (typeof raw === "string") return "string";
    if (typeof raw === "number") return "number";
    if (typeof raw === "boolean") return "boolean";
    return this.malformed(path, "JSON", raw);
  }

  /** The string there, undefined when absent. @throws {Unproved} also when it is no string. */
  string(...steps: Step[]): string | undefined {
    const { raw, path } = this.resolve(steps);
    if (raw === undefined || typeof raw === "string") return raw;
    return this.malformed(path, "a string", raw);
  }

  /** The number there, undefined when absent. @throws {Unproved} also when it is no number. */
  number(...steps: Step[]): number | undefined {
    const { raw, path } = this.resolve(steps);
    if (raw === undefined || typeof raw === "number") return raw;
    return this.malformed(path, "a number", raw);
  }

  /** The boolean there, undefined when absent. @throws {Unproved} also when it is no boolean. */
  boolean(...steps: Step[]): boolean | undefined {
    const { raw, path } = this.resolve(steps);
    if (raw === undefined || typeof raw === "boolean") return raw;
    return this.malformed(path, "a boolean", raw);
  }

  /** A string or number as a string (Kubernetes' int-or-string, quantities); undefined when absent. */
  text(...steps: Step[]): string | undefined {
    const { raw, path } = this.resolve(steps);
    if (raw === undefined || typeof raw === "string") return raw;
    if (typeof raw === "number") return String(raw);
    return this.malformed(path, "a string or a number", raw);
  }

  /** The list's elements, none when absent; elements may themselves be unknown. @throws {Unproved} when it is no list. */
  list(...steps: Step[]): View[] {
    const { raw, path } = this.resolve(steps);
    if (raw === undefined) return [];
    if (!Array.isArray(raw)) return this.malformed(path, "a list", raw);
    return raw.map((element: unknown, index) =>
      View.at({ ...this[STATE], raw: element, path: joinPath(path, [index]) }),
    );
  }

  /** The strings of a list, none when absent. @throws {Unproved} also when an element is unknown or no string. */
  strings(...steps: Step[]): string[] {
    return this.list(...steps).flatMap((element) => element.string() ?? []);
  }

  /** The names of the object's properties that have a value, none when absent. @throws {Unproved} when it is no object. */
  keys(...steps: Step[]): string[] {
    const { raw, path } = this.resolve(steps);
    if (raw === undefined) return [];
    if (!isJson(raw)) return this.malformed(path, "an object", raw);
    return Object.keys(raw).filter((key) => raw[key] !== undefined && raw[key] !== null);
  }

  /** The value at the end of the steps without its marks; null counts as absent. */
  private resolve(steps: readonly Step[]): { raw: unknown; path: string } {
    const state = this[STATE];
    let raw = this.open(state.raw, state.path);
    let path = state.path;
    for (const step of steps) {
      if (raw === undefined) break;
      if (typeof raw !== "object" || raw === null)
        return this.malformed(path, typeof step === "number" ? "a list" : "an object", raw);
      path = joinPath(path, [step]);
      raw = this.open(ownProperty(raw, step), path);
    }
    return { raw, path };
  }

  /** Takes the marks off one value, noting secrets and refusing unknowns. */
  private open(marked: unknown, path: string): unknown {
    const { ledger, urn } = this[STATE];
    let raw = marked;
    for (;;) {
      if (isUnknown(raw)) return ledger.refuse({ urn, path, kind: "unknown" });
      const inner = unmark(raw);
      if (inner === undefined) return raw ?? undefined;
      if (inner.secret) ledger.secret(path);
      raw = inner.value;
    }
  }

  private malformed(path: string, expected: string, raw: unknown): never {
    const found = Array.isArray(raw) ? "a list" : isJson(raw) ? "an object" : `a ${typeof raw}`;
    const { ledger, urn } = this[STATE];
    return ledger.refuse({ urn, path, kind: "malformed", detail: `${found} where ${expected} belongs` });
  }
}

/** A property that the value itself has: names such as `constructor` come from nowhere else. */
function ownProperty(value: object, step: Step): unknown {
  return Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
}

/** Makes the idioms that would see nothing behind a view an error instead. */
const onlyMethods: ProxyHandler<View> = {
  get: (view, key, receiver): unknown =>
    typeof key === "symbol" || key in View.prototype
      ? Reflect.get(view, key, receiver)
      : refuseIdiom(`view.${key}`),
  has: (_, key) => refuseIdiom(`"${String(key)}" in view`),
  ownKeys: () => refuseIdiom("listing a view's keys"),
  getOwnPropertyDescriptor: (_, key) => refuseIdiom(`Object.hasOwn(view, "${String(key)}")`),
};

function refuseIdiom(idiom: string): never {
  throw new TypeError(`${idiom} says nothing about the value behind it: use has(), keys(), list() or get()`);
}
