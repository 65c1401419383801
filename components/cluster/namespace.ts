import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import type { NamespaceConfig } from "../../config/schema/in-cluster";
import { osFamily } from "../os";

/**
 * A namespace with what keeps one team from taking everything: a quota, limits for containers that set none, and a Pod
 * Security Standard.
 */
export class Namespace extends pulumi.ComponentResource {
  /** Name of the namespace; known once it exists. */
  readonly namespaceName: pulumi.Output<string>;

  constructor(name: string, args: NamespaceConfig, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Namespace", name, {}, opts);
    const labels = { "pod-security.kubernetes.io/enforce": args.podSecurity };
    const namespace = new core.Namespace(
      `${name}-namespace`,
      { metadata: { name: args.name, labels } },
      { parent: this },
    );
    this.namespaceName = namespace.metadata.name;
    this.createQuota(name, args);
    this.createLimits(name);
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createQuota(name: string, { quota }: NamespaceConfig): core.ResourceQuota {
    return new core.ResourceQuota(
      `${name}-quota`,
      {
        metadata: { name: "quota", namespace: this.namespaceName },
        spec: { hard: { "limits.cpu": quota.cpu, "limits.memory": quota.memory, pods: quota.pods } },
      },
      { parent: this },
    );
  }

  private createLimits(name: string): core.LimitRange {
    // Windows containers need more than Linux ones, and a namespace may hold both: the larger defaults serve both.
    const { requests, limits } = osFamily("Windows").containerDefaults;
    return new core.LimitRange(
      `${name}-limits`,
      {
        metadata: { name: "limits", namespace: this.namespaceName },
        spec: { limits: [{ type: "Container", defaultRequest: { ...requests }, default: { ...limits } }] },
      },
      { parent: this },
    );
  }
}
