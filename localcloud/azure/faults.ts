import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Home } from "../home";
import { isRecord } from "../wire/values";
import type { ResourceId } from "./resource-id";
import type { Store } from "./store";

/** What can go wrong on demand, each with what happens. */
export const faultKinds = {
  throttle: "the request is answered 429 Throttled with Retry-After",
  conflict: "the request is answered 409 OperationNotAllowed, as if another operation were under way",
  quota: "the request is answered 400 QuotaExceeded",
  "operation-failed": "the operation is accepted and fails after its work was begun",
  "operation-endless": "the operation is accepted and never ends; cancel it, or set customTimeouts",
  capacity: "the operation is accepted and fails: no machines of this size are free",
  "answer-lost": "the work is done, and the caller is told that it failed",
  "crash-before": "the provider dies before the operation is noted",
  "crash-during": "the provider dies while the operation is under way",
  "crash-after": "the provider dies when the work is done, before it answers",
  "node-not-ready": "one new node of the pool never gets Ready, and the operation fails",
  "wrong-build": "new Windows nodes of the pool come with another build than the pool says",
} as const;

/** Name of a fault. */
export type FaultKind = keyof typeof faultKinds;

/** One fault of the plan: what goes wrong, where, and how often. */
export interface Fault<K extends FaultKind = FaultKind> {
  /** Made by `addFault`. */
  readonly id: string;
  readonly kind: K;
  /** @default any that changes something, and POST */
  readonly method?: Method;
  /** End of the resource type, in any case, for instance `agentPools`. @default any */
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

/** Methods of requests to the cloud. */
export type Method = "GET" | "PUT" | "DELETE" | "POST";

const methods: readonly string[] = ["GET", "PUT", "DELETE", "POST"] satisfies readonly Method[];

/** Where the plan of a home is. A home without the file has no faults. */
export function faultPlanFile(home: Home): string {
  return path.join(home.root, "azure-faults.json");
}

/**
 * The faults of a plan.
 *
 * @throws Error naming the file and what is wrong with it.
 */
export function readFaultPlan(file: string): readonly Fault[] {
  if (!fs.existsSync(file)) return [];
  const content: unknown = JSON.parse(fs.readFileSync(file, "utf8"));
  if (!Array.isArray(content)) throw new Error(`${file} must hold a list of faults; delete it to have none`);
  return content.map((fault, index) => asFault(fault, `${file}, fault ${String(index + 1)}`));
}

/** Adds a fault to the plan of a home. */
export function addFault(home: Home, fault: Omit<Fault, "id">): Fault {
  const added = { id: randomUUID(), ...fault };
  write(faultPlanFile(home), [...readFaultPlan(faultPlanFile(home)), added]);
  return added;
}

/** Takes all faults out of the plan of a home. */
export function clearFaults(home: Home): void {
  fs.rmSync(faultPlanFile(home), { force: true });
}

/** Says which requests meet a fault, and counts those that did in the cloud's own file. */
export class FaultPlan {
  readonly #file: string | undefined;
  readonly #store: Store;

  /** @param file The plan; absent: no faults ever. */
  constructor(file: string | undefined, store: Store) {
    this.#file = file;
    this.#store = store;
  }

  /** The fault of one of these kinds that a request meets, if any. Using it up counts. */
  take<K extends FaultKind>(kinds: readonly K[], method: Method, target: ResourceId): Fault<K> | undefined {
    const faults = this.#file === undefined ? [] : readFaultPlan(this.#file);
    return faults.find(
      (fault): fault is Fault<K> =>
        kinds.some((kind) => kind === fault.kind) && matches(fault, method, target) && this.#strikes(fault),
    );
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

function matches({ method, type, name }: Fault, asked: Method, target: ResourceId): boolean {
  if (method === undefined ? asked === "GET" : method !== asked) return false;
  if (type !== undefined && !`/${target.type}`.toLowerCase().endsWith(`/${type.toLowerCase()}`)) return false;
  return name === undefined || name.toLowerCase() === target.name.toLowerCase();
}

function asFault(value: unknown, where: string): Fault {
  const kinds = Object.keys(faultKinds);
  if (!isRecord(value) || typeof value["kind"] !== "string" || !kinds.includes(value["kind"])) {
    throw new Error(`${where}: kind must be one of ${kinds.join(", ")}`);
  }
  const method = value["method"];
  if (method !== undefined && !methods.some((known) => known === method))
    throw new Error(`${where}: method must be one of ${methods.join(", ")}`);
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
  return { ...value, id: typeof value["id"] === "string" ? value["id"] : where } as unknown as Fault;
}

function write(file: string, faults: readonly Fault[]): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // A provider may read it at this very moment: it must see the old plan or the new one, whole.
  const unfinished = `${file}.${String(process.pid)}`;
  fs.writeFileSync(unfinished, `${JSON.stringify(faults, null, 2)}\n`);
  fs.renameSync(unfinished, file);
}
