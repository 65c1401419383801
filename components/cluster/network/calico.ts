import * as apps from "@pulumi/kubernetes/apps/v1";
import * as pulumi from "@pulumi/pulumi";
import { chartRelease } from "../chart";
import type { CalicoArgs as NetworkArgs } from "./calico-values";
import { calicoValues } from "./calico-values";
import { kubeProxyWindowsArgs } from "./kube-proxy-windows";

/** Arguments of {@link Calico}. */
export interface CalicoArgs extends NetworkArgs {
  /** Image of kube-proxy for Windows. */
  readonly kubeProxyImage: string;
}

/** Calico on both operating systems, by its operator, and the kube-proxy that Windows nodes need beside it. */
export class Calico extends pulumi.ComponentResource {
  /** The resource after which pods get addresses. */
  readonly ready: pulumi.Resource;

  constructor(name: string, args: CalicoArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Calico", name, {}, opts);
    this.ready = chartRelease(
      `${name}-operator`,
      {
        chart: "tigera-operator",
        releaseName: "calico",
        namespace: "tigera-operator",
        createNamespace: true,
        values: calicoValues(args),
      },
      { parent: this },
    );
    new apps.DaemonSet(`${name}-kube-proxy`, kubeProxyWindowsArgs(args.kubeProxyImage), {
      parent: this,
      dependsOn: [this.ready],
    });
    this.registerOutputs({});
  }
}
