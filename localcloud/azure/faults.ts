import * as path from "node:path";
import type { Fault as AnyFault, FaultWords } from "../clouds/faults";
import { FaultPlan as AnyFaultPlan, addFaultTo, clearFaultsOf, readFaults } from "../clouds/faults";
import type { Home } from "../home";
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

/** Methods of requests to the cloud. */
export type Method = "GET" | "PUT" | "DELETE" | "POST";

/** One fault of the plan. */
export type Fault<K extends FaultKind = FaultKind> = AnyFault<K, Method>;

/** What can go wrong in Azure. */
export const azureFaults: FaultWords<FaultKind, Method> = {
  kinds: faultKinds,
  methods: ["GET", "PUT", "DELETE", "POST"],
  looking: ["GET"],
};

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
  return readFaults(file, azureFaults);
}

/** Adds a fault to the plan of a home. */
export function addFault(home: Home, fault: Omit<Fault, "id">): Fault {
  return addFaultTo(faultPlanFile(home), azureFaults, fault);
}

/** Takes all faults out of the plan of a home. */
export function clearFaults(home: Home): void {
  clearFaultsOf(faultPlanFile(home));
}

/** Says which requests meet a fault of Azure's plan. */
export class FaultPlan {
  readonly #plan: AnyFaultPlan<FaultKind, Method>;

  /** @param file The plan; absent: no faults ever. */
  constructor(file: string | undefined, store: Store) {
    this.#plan = new AnyFaultPlan(file, store, azureFaults);
  }

  /** The fault of one of these kinds that a request meets, if any. Using it up counts. */
  take<K extends FaultKind>(kinds: readonly K[], method: Method, target: ResourceId): Fault<K> | undefined {
    return this.#plan.take(kinds, method, { type: target.type, names: [target.name] });
  }
}
