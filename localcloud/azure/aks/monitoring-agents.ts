import type { JsonObject } from "../../clouds/json";
import { isTrueAt } from "../../clouds/json";
import { systemDaemonSet } from "./system-daemon-set";

/** What switches an agent on, below `properties`, and the DaemonSets that Azure Monitor then has on nodes. */
const agents = [
  { path: "azureMonitorProfile.metrics.enabled", linux: "ama-metrics-node", windows: "ama-metrics-win-node" },
  { path: "addonProfiles.omsagent.enabled", linux: "ama-logs", windows: "ama-logs-windows" },
] as const;

/** DaemonSets of Azure Monitor: those that a cluster has, and those that it has not, or no longer. */
export interface MonitoringAgents {
  readonly on: readonly object[];
  readonly off: readonly object[];
}

/**
 * The agents of Azure Monitor by what a cluster switches on; those for Windows are there without Windows nodes, too. Their
 * Deployments are left out, as all Linux system pods that no node needs.
 *
 * @param body - a cluster as Azure has it
 * @see https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable ("Verify deployment",
 * read 2026-11-23)
 */
export function monitoringAgents(body: JsonObject): MonitoringAgents {
  const daemonSets = (on: boolean) =>
    agents
      .filter(({ path }) => isTrueAt(body, `properties.${path}`) === on)
      .flatMap(({ linux, windows }) => [
        systemDaemonSet(linux, "linux"),
        systemDaemonSet(windows, "windows"),
      ]);
  return { on: daemonSets(true), off: daemonSets(false) };
}
