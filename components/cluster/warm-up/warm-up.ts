import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { inClusterNamespaces } from "../../../config/in-cluster-namespaces";
import type { WarmUpConfig } from "../../../config/schema/warm-up";
import type { Platform } from "../../platform";
import { quotaSpec } from "../quota";
import { prePullDaemonSet, spareDeployment } from "./objects";

/** Arguments of {@link WarmUp}. */
export interface WarmUpArgs {
  readonly platform: Platform;
  readonly warmUp: WarmUpConfig;
}

/** What makes Windows nodes ready before they are needed: they and their images take minutes. */
export class WarmUp extends pulumi.ComponentResource {
  constructor(name: string, { platform, warmUp }: WarmUpArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:WarmUp", name, {}, { providers: [platform.provider], ...opts });
    const namespace = this.createNamespace(name);
    this.createQuota(name, platform, namespace);
    for (const entry of warmUp.prePull) {
      const args = prePullDaemonSet(entry, inClusterNamespaces.warmUp);
      new apps.DaemonSet(`${name}-pre-pull-${entry.release}`, args, { parent: this, dependsOn: [namespace] });
    }
    for (const entry of warmUp.spare) {
      const args = spareDeployment(entry, inClusterNamespaces.warmUp);
      new apps.Deployment(`${name}-spare-${entry.release}`, args, { parent: this, dependsOn: [namespace] });
    }
    this.registerOutputs({});
  }

  private createNamespace(name: string): core.Namespace {
    const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
    const args = { metadata: { name: inClusterNamespaces.warmUp, labels } };
    return new core.Namespace(`${name}-namespace`, args, { parent: this });
  }

  /** Its pods hold room free on Windows nodes: never more than those have. */
  private createQuota(name: string, { windowsRoom }: Platform, namespace: core.Namespace): void {
    const metadata = { name: "quota", namespace: inClusterNamespaces.warmUp };
    const args = { metadata, spec: quotaSpec({}, windowsRoom) };
    new core.ResourceQuota(`${name}-quota`, args, { parent: this, dependsOn: [namespace] });
  }
}
