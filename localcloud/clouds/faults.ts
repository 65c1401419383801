import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { isRecord } from "../wire/values";
import type { Store } from "./store";

/** What can go wrong in a cloud on demand, and what its requests are called. */
export interface FaultWords<Kind extends string, Method extends string> {
  /** Each kind with what happens. */
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly methods: readonly Method[];
  /** Methods that only look: faults that name no method leave them alone. */
  readonly looking: readonly Method[];
}

/** One fault of a plan: what goes wrong, where, and how often. */
export interface Fault<Kind extends string = string, Method extends string = string> {
  /** Made by `addFault`. */
  readonly id: string;
  readonly kind: Kind;
  /** @default any that changes something */
  readonly method?: Method;
  /** End of the resource type, in any case, for instance `agentPools` or `NodeGroup`. @default any */
  readonly type?: string;
  /** Name of the resource. @default any */
  readonly name?: string;
  /** How many matching requests are left alone first. @default 0 */
  readonly skip?: number;
  /** How many matching requests meet the fault. @default 1 */
  readonly times?: number;
  /** For `throttle`. @default 30 */
  readonly retryAfterSeconds?: number;
}

/** What a request is about. */
export interface FaultTarget {
  readonly type: string;
  /** All that people would call the resource. */
  readonly names: readonly string[];
}

/**
 * The faults of a plan. A file that is not there is a plan without faults.
 *
 * @throws Error naming the file and what is wrong with it.
 */
export function readFaults<Kind extends string, Method extends string>(
  file: string,
  words: FaultWords<Kind, Method>,
): readonly Fault<Kind, Method>[] {
  if (!fs.existsSync(file)) return [];
  const content: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
  if (!Array.isArray(content)) throw new Error(`${file} must hold a list of faults; delete it to have none`);
  return content.map((fault, index) => asFault(fault, `${file}, fault ${String(index + 1)}`, words));
}

/** Adds a fault to a plan. */
export function addFaultTo<Kind extends string, Method extends string>(
  file: string,
  words: FaultWords<Kind, Method>,
  fault: Omit<Fault<Kind, Method>, "id">,
): Fault<Kind, Method> {
  const added = { id: randomUUID(), ...fault };
  write(file, [...readFaults(file, words), added]);
  return added;
}

/** Takes all faults out of a plan. */
export function clearFaultsOf(file: string): void {
  fs.rmSync(file, { force: true });
}

/** Says which requests meet a fault, and counts those that did in the cloud's own file. */
export class FaultPlan<Kind extends string, Method extends string> {
  readonly #file: string | undefined;
  readonly #store: Store;
  readonly #words: FaultWords<Kind, Method>;

  /** @param file The plan; absent: no faults ever. */
  constructor(file: string | undefined, store: Store, words: FaultWords<Kind, Method>) {
    this.#file = file;
    this.#store = store;
    this.#words = words;
  }

  /**
   * The fault of one of these kinds that a request meets, if any. Using it up counts.
   *
   * @param method Absent: part of the work behind a request that changes something.
   */
  take<K extends Kind>(
    kinds: readonly K[],
    method: Method | undefined,
    target: FaultTarget,
  ): Fault<K, Method> | undefined {
    const faults = this.#file === undefined ? [] : readFaults(this.#file, this.#words);
    return faults.find(
      (fault): fault is Fault<K, Method> =>
        kinds.some((kind) => kind === fault.kind) &&
        this.#concerns(fault, method) &&
        matches(fault, target) &&
        this.#strikes(fault),
    );
  }

  #concerns(fault: Fault<Kind, Method>, asked: Method | undefined): boolean {
    if (asked === undefined) return true;
    return fault.method === undefined ? !this.#words.looking.includes(asked) : fault.method === asked;
  }

  #strikes({ id, skip = 0, times = 1 }: Fault): boolean {
    const name = `fault/${id}`;
    return this.#store.transaction(() => {
      const met = this.#store.counter(name)?.value ?? 0;
      this.#store.setCounter(name, met + 1, 0);
      return met >= skip && met < skip + times;
    });
  }
}

function matches({ type, name }: Fault, target: FaultTarget): boolean {
  const whole = `/${target.type}`.replaceAll(":", "/").toLowerCase();
  if (type !== undefined && !whole.endsWith(`/${type}`.replaceAll(":", "/").toLowerCase())) return false;
  return name === undefined || target.names.some((own) => own.toLowerCase() === name.toLowerCase());
}

function asFault<Kind extends string, Method extends string>(
  value: unknown,
  where: string,
  words: FaultWords<Kind, Method>,
): Fault<Kind, Method> {
  const kinds = Object.keys(words.kinds);
  if (!isRecord(value) || typeof value["kind"] !== "string" || !kinds.includes(value["kind"])) {
    throw new Error(`${where}: kind must be one of ${kinds.join(", ")}`);
  }
  const method = value["method"];
  if (method !== undefined && !words.methods.some((known) => known === method))
    throw new Error(`${where}: method must be one of ${words.methods.join(", ")}`);
  for (const name of ["skip", "times", "retryAfterSeconds"]) {
    const number = value[name];
    if (number !== undefined && !(Number.isInteger(number) && Number(number) >= 0))
      throw new Error(`${where}: ${name} must be a whole number of at least 0`);
  }
  for (const name of ["id", "type", "name"]) {
    if (value[name] !== undefined && typeof value[name] !== "string")
      throw new Error(`${where}: ${name} must be a string`);
  }
  // A border with untyped data: every field was checked above.
  return { ...value, id: typeof value["id"] === "string" ? value["id"] : where } as unknown as Fault<
    Kind,
    Method
  >;
}

function write(file: string, faults: readonly Fault[]): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // A provider may read it at this very moment: it must see the old plan or the new one, whole.
  const unfinished = `${file}.${String(process.pid)}`;
  fs.writeFileSync(unfinished, `${JSON.stringify(faults, null, 2)}\n`);
  fs.renameSync(unfinished, file);
}
