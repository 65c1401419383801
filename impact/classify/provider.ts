import type { Entry } from "../inventory/inventory";
import { actionOf } from "./action";
import type { Cascade } from "./cascade";
import { changesOf } from "./change";
import type { Finding } from "./classified";
import { nothing, recordOnly, unclassified } from "./property-findings";

/**
 * What a step on a provider resource does. Providers are only settings of Pulumi; what counts is what they make of the
 * resources that they manage.
 *
 * @param entry - the provider resource
 * @param cascade - set when its configuration is not known during the preview
 */
export function providerFindings(entry: Entry, cascade: Cascade | undefined): readonly Finding[] {
  if (cascade !== undefined) return [cascadeFinding(cascade)];
  switch (actionOf(entry.step)) {
    case "none":
      return [nothing];
    case "create":
    case "delete":
    case "adopt":
    case "forget":
      return [recordOnly("Only Pulumi's settings change.")];
    case "update":
      return [recordOnly("Pulumi reaches the same place with other settings or credentials.")];
    case "replace":
      return replaced(entry);
    case "unknown":
      return [unclassified(undefined, "Pulumi plans an operation that this program does not know.")];
  }
}

function cascadeFinding({ kind, property }: Cascade): Finding {
  switch (kind) {
    case "phantom":
      return {
        ...nothing,
        platform: `${property} is not known during the preview, and will turn out unchanged.`,
      };
    case "real":
      return recordOnly(`${property} changes because its cluster does.`);
    case "open":
      return unclassified(
        undefined,
        `${property} is not known during the preview, and the input does not tell why: the resources of this provider may stay or be made again elsewhere.`,
      );
  }
}

/** The Kubernetes provider replaces itself only when the address of the cluster changes. */
function replaced(entry: Entry): readonly Finding[] {
  if (entry.step.type !== "pulumi:providers:kubernetes") {
    return [unclassified(changesOf(entry)[0], "All resources of this provider are made again elsewhere.")];
  }
  return [
    {
      effect: "cluster-replace",
      platform: "The provider points to another cluster: all its objects are made there and deleted here.",
      instead: "Declare a second provider for the other cluster, move the workloads, then remove this one.",
      nodes: "none",
      source: ["k8s-provider-recorded"],
    },
  ];
}
