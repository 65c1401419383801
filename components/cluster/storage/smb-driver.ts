import * as pulumi from "@pulumi/pulumi";
import type { ChartValues } from "../../../catalogue/charts";
import { osFamily } from "../../os";
import { chartRelease } from "../chart";

/** Arguments of {@link SmbDriver}. */
export interface SmbDriverArgs {
  /** What must be there before its pods can start: the network. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** The SMB CSI driver: its controller on Linux, its node plugin on both operating systems. */
export class SmbDriver extends pulumi.ComponentResource {
  constructor(name: string, { dependsOn }: SmbDriverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:SmbDriver", name, {}, opts);
    chartRelease(
      `${name}-driver`,
      {
        chart: "csi-driver-smb",
        releaseName: "csi-driver-smb",
        namespace: "kube-system",
        values: smbDriverValues(),
      },
      { parent: this, dependsOn: [...dependsOn] },
    );
    this.registerOutputs({});
  }
}

/**
 * Values of the chart csi-driver-smb. Its Windows pods tolerate a taint that nobody sets, and not the one that Windows
 * nodes have.
 *
 * @see https://github.com/kubernetes-csi/csi-driver-smb/blob/master/charts/latest/csi-driver-smb/values.yaml
 */
export function smbDriverValues(): ChartValues {
  return {
    linux: { enabled: true },
    windows: {
      enabled: true,
      useHostProcessContainers: true,
      tolerations: [...osFamily("Windows").tolerations],
    },
  };
}
