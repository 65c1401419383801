import * as core from "@pulumi/kubernetes/core/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import { inClusterNamespaces } from "../../../config/in-cluster-namespaces";
import type { HeadlampConfig } from "../../../config/schema/delivery";
import type { Platform } from "../../platform";
import { chartRelease } from "../chart";
import { headlampValues } from "./values";

/** Arguments of {@link Headlamp}. */
export interface HeadlampArgs {
  readonly platform: Platform;
  readonly headlamp: HeadlampConfig;
}

/** A web page for looking into the cluster. People sign in, see what their groups may see, and change nothing. */
export class Headlamp extends pulumi.ComponentResource {
  constructor(name: string, { platform, headlamp }: HeadlampArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Headlamp", name, {}, { providers: [platform.provider], ...opts });
    this.createRelease(name, headlamp);
    if (headlamp.readerGroups.length > 0) this.createReaders(name, headlamp);
    this.registerOutputs({});
  }

  private createRelease(name: string, headlamp: HeadlampConfig): void {
    const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
    const namespace = new core.Namespace(
      `${name}-namespace`,
      { metadata: { name: inClusterNamespaces.headlamp, labels } },
      { parent: this },
    );
    const { clientSecret } = headlamp;
    const values = headlampValues(
      headlamp,
      clientSecret === undefined ? undefined : pulumi.secret(clientSecret),
    );
    chartRelease(
      `${name}-release`,
      { chart: "headlamp", releaseName: "headlamp", namespace: namespace.metadata.name, values },
      { parent: this },
    );
  }

  /** The role `view` of Kubernetes: everything but secrets, and no change. */
  private createReaders(name: string, { readerGroups }: HeadlampConfig): void {
    new rbac.ClusterRoleBinding(
      `${name}-readers`,
      {
        metadata: { name: "headlamp-readers" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
        subjects: readerGroups.map((group) => ({
          apiGroup: "rbac.authorization.k8s.io",
          kind: "Group",
          name: group,
        })),
      },
      { parent: this },
    );
  }
}
