import * as path from "node:path";
import type { Fault, FaultWords } from "../clouds/faults";
import type { Home } from "../home";

/** What can go wrong on demand, each with what happens. */
const faultKinds = {
  throttle: "the request is answered ThrottlingException; the provider tries again up to 25 times",
  conflict: "the request is answered 409 ResourceInUseException, as if another update were under way",
  quota: "the request is answered ResourceLimitExceededException",
  "operation-failed": "the operation is accepted and fails after its work was begun",
  "operation-endless": "the operation is accepted and never ends; cancel it, or set customTimeouts",
  capacity: "the operation is accepted and fails: InsufficientInstanceCapacity",
  "answer-lost": "the work is done, and the caller is told that it failed",
  "crash-before": "the provider dies before the operation is noted",
  "crash-during": "the provider dies while the operation is under way",
  "crash-after": "the provider dies when the work is done, before it answers",
  "node-not-ready": "one new node of the group never gets Ready; of a managed group the operation fails",
} as const;

/** Name of a fault. */
export type AwsFaultKind = keyof typeof faultKinds;

/** Words of the API for what a request does. */
export type AwsVerb = "Create" | "Update" | "Delete" | "Describe";

/** One fault of the plan. */
export type AwsFault = Fault<AwsFaultKind, AwsVerb>;

/** What can go wrong in AWS. */
export const awsFaults: FaultWords<AwsFaultKind, AwsVerb> = {
  kinds: faultKinds,
  methods: ["Create", "Update", "Delete", "Describe"],
  looking: ["Describe"],
};

/** Where the plan of a home is. A home without the file has no faults. */
export function awsFaultPlanFile(home: Home): string {
  return path.join(home.root, "aws-faults.json");
}
