import type { Executor } from "../apply/execute";
import type { Deployment } from "../deployment";
import type { PendingOperation } from "../state/encode";
import { refreshAll } from "./refresh";

/**
 * Deals with what an earlier run left in the middle. How a change or a deletion ended, the provider is asked. A creation
 * has no ID to ask by: it stays on record, with a warning, until a refresh is told to forget it.
 */
export async function resolvePendingOperations(
  deployment: Deployment,
  executor: Executor,
  pending: readonly PendingOperation[],
): Promise<void> {
  if (pending.length === 0 || deployment.dryRun || deployment.options.refresh === true) return;
  const uncertain = pending.filter(({ type }) => type === "updating" || type === "deleting");
  if (uncertain.length > 0) {
    await refreshAll(deployment, executor, new Set(uncertain.map(({ resource }) => resource.urn)));
    deployment.store.rebase(deployment.previous.resources, deployment.store.pendingCreations);
  }
  const rest = pending.filter((operation) => !uncertain.includes(operation));
  if (rest.length > 0) warnOfPendingOperations(deployment, rest);
}

function warnOfPendingOperations({ events }: Deployment, pending: readonly PendingOperation[]): void {
  const list = pending
    .map(({ type, resource }) => `  * ${resource.urn}, interrupted while ${type}\n`)
    .join("");
  events.message(
    "warning",
    "",
    `Attempting to deploy or update resources with ${pending.length} pending operations from previous deployment.\n${list}` +
      "These resources are in an unknown state because the Pulumi CLI was interrupted while " +
      "waiting for changes to these resources to complete. You should confirm whether or not the " +
      "operations listed completed successfully by checking the state of the appropriate provider. " +
      "For example, if you are using AWS, you can confirm using the AWS Console.\n" +
      "\n" +
      "Once you have confirmed the status of the interrupted operations, you can repair your stack " +
      "using `pulumi refresh` which will refresh the state from the provider you are using and " +
      "clear the pending operations if there are any.\n" +
      "\n" +
      "Note that `pulumi refresh` will need to be run interactively to clear pending CREATE operations.",
  );
}
