import * as apps from "@pulumi/kubernetes/apps/v1";
import * as helm from "@pulumi/kubernetes/helm/v3";
import * as pulumi from "@pulumi/pulumi";
import { charts } from "../../../catalogue/charts";
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
    const { chart, repository, version } = charts["tigera-operator"];
    this.ready = new helm.Release(
      `${name}-operator`,
      {
        name: "calico",
        namespace: "tigera-operator",
        createNamespace: true,
        chart,
        version,
        repositoryOpts: { repo: repository },
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
