import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import { inClusterNamespaces } from "../../../config/in-cluster-namespaces";
import type { DeliveryConfig } from "../../../config/schema/delivery";
import type { Platform } from "../../platform";
import { chartRelease } from "../chart";
import { foldersOf } from "./folders";
import { argoAppsValues, fluxSyncValues, pluralValues } from "./values";

/** Arguments of {@link Delivery}. */
export interface DeliveryArgs {
  readonly platform: Platform;
  readonly delivery: DeliveryConfig;
}

/** What brings workloads into the cluster. Its controllers run on Linux; what they apply is for both systems. */
export class Delivery extends pulumi.ComponentResource {
  constructor(name: string, args: DeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Delivery", name, {}, { providers: [args.platform.provider], ...opts });
    const namespace = this.createNamespace(name, inClusterNamespaces.delivery[args.delivery.tool]);
    this.createTool(name, args, namespace);
    this.registerOutputs({});
  }

  private createNamespace(name: string, namespace: string): pulumi.Output<string> {
    const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
    const args = { metadata: { name: namespace, labels } };
    return new core.Namespace(`${name}-namespace`, args, { parent: this }).metadata.name;
  }

  private createTool(
    name: string,
    { platform, delivery }: DeliveryArgs,
    namespace: pulumi.Output<string>,
  ): void {
    switch (delivery.tool) {
      case "flux":
        this.createFlux(name, delivery, platform, namespace);
        return;
      case "argocd":
        this.createArgoCd(name, delivery, platform, namespace);
        return;
      case "plural":
        chartRelease(
          `${name}-plural`,
          {
            chart: "deployment-operator",
            releaseName: "deploy-operator",
            namespace,
            values: pluralValues(delivery, pulumi.secret(delivery.deployToken)),
          },
          { parent: this },
        );
    }
  }

  private createFlux(
    name: string,
    flux: Extract<DeliveryConfig, { tool: "flux" }>,
    { pools }: Platform,
    namespace: pulumi.Output<string>,
  ): void {
    const controllers = chartRelease(
      `${name}-flux`,
      { chart: "flux2", releaseName: "flux", namespace },
      { parent: this },
    );
    const values = fluxSyncValues(flux, foldersOf(flux.repository, pools));
    // What the second release makes is defined by the first.
    const options = { parent: this, dependsOn: [controllers] };
    chartRelease(`${name}-sync`, { chart: "flux2-sync", releaseName: "fleet", namespace, values }, options);
  }

  private createArgoCd(
    name: string,
    argoCd: Extract<DeliveryConfig, { tool: "argocd" }>,
    { pools }: Platform,
    namespace: pulumi.Output<string>,
  ): void {
    const controllers = chartRelease(
      `${name}-argocd`,
      { chart: "argo-cd", releaseName: "argocd", namespace },
      { parent: this },
    );
    const values = argoAppsValues(argoCd, foldersOf(argoCd.repository, pools), namespace);
    // What the second release makes is defined by the first.
    const options = { parent: this, dependsOn: [controllers] };
    chartRelease(`${name}-apps`, { chart: "argocd-apps", releaseName: "fleet", namespace, values }, options);
  }
}
