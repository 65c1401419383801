import type * as pulumi from "@pulumi/pulumi";
import { isWarmedUp, watchesWindowsForAzure } from "../../config/in-cluster-namespaces";
import type { StackConfig } from "../../config/schema/stack";
import type { Platform } from "../platform";
import { Delivery } from "./delivery/delivery";
import { Headlamp } from "./delivery/headlamp";
import { Gmsa } from "./gmsa/gmsa";
import { Guardrails } from "./guardrails/guardrails";
import { guardrailSettings } from "./guardrails/settings";
import type { MonitoringArgs } from "./monitoring/monitoring";
import { Monitoring } from "./monitoring/monitoring";
import { WarmUp } from "./warm-up/warm-up";

/** What the stack's parts inside the cluster rest on. */
interface Ground {
  readonly platform: Platform;
  /** Names of the namespaces of the configuration, in its order. */
  readonly namespaces: readonly pulumi.Output<string>[];
}

/**
 * What runs in the cluster for everybody: guardrails, monitoring, identities, delivery and a web page, each where the
 * stack asks for it.
 *
 * @param config - the stack's configuration
 * @param ground - the cluster and its namespaces
 */
export function createInCluster(config: StackConfig, { platform, namespaces }: Ground): void {
  const { gmsa, delivery, headlamp, warmUp } = config.inCluster;
  const settings = guardrailSettings(config, platform.pools);
  if (settings !== undefined) new Guardrails(`${config.name}-guardrails`, { platform, settings });
  if (isWarmedUp(config)) new WarmUp(`${config.name}-warm-up`, { platform, warmUp });
  const reader = metricsReader(config);
  if (reader !== undefined) new Monitoring(`${config.name}-watch`, { platform, reader });
  if (gmsa !== undefined) {
    new Gmsa(`${config.name}-gmsa`, {
      platform,
      gmsa,
      providedByPlatform: config.target === "aks",
      namespaces: (name) => namespaces[config.namespaces.findIndex((other) => other.name === name)] ?? name,
    });
  }
  if (delivery !== undefined) new Delivery(`${config.name}-delivery`, { platform, delivery });
  if (headlamp !== undefined) new Headlamp(`${config.name}-headlamp`, { platform, headlamp });
}

/** Who reads what exporters in the cluster measure; nobody on EKS with Container Insights, whose agents measure themselves. */
function metricsReader(config: StackConfig): MonitoringArgs["reader"] | undefined {
  const { prometheus, alerts } = config.inCluster;
  if (prometheus !== undefined) {
    return { kind: "cluster", prometheus, alerts };
  }
  return watchesWindowsForAzure(config) ? { kind: "azure" } : undefined;
}
