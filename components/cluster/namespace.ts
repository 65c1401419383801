import * as core from "@pulumi/kubernetes/core/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import type { NamespaceConfig } from "../../config/schema/in-cluster";
import { osFamily } from "../os";
import type { Room } from "../room";
import { quotaSpec } from "./quota";

/** Arguments of {@link Namespace}. */
export interface NamespaceArgs extends NamespaceConfig {
  /** What pods find on the Windows nodes, for what the quota leaves open. */
  readonly windowsRoom: Room | undefined;
}

/**
 * A namespace with what keeps one team from taking everything: a quota, limits for containers that set none, and a Pod
 * Security Standard.
 */
export class Namespace extends pulumi.ComponentResource {
  /** Name of the namespace; known once it exists. */
  readonly namespaceName: pulumi.Output<string>;

  constructor(name: string, args: NamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
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
    if (args.hostProcess !== undefined) this.createFence(name, args.hostProcess.adminGroups);
    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createQuota(name: string, { quota, windowsRoom }: NamespaceArgs): core.ResourceQuota {
    const metadata = { name: "quota", namespace: this.namespaceName };
    const spec = quotaSpec(quota, windowsRoom);
    return new core.ResourceQuota(`${name}-quota`, { metadata, spec }, { parent: this });
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

  /** HostProcess pods own their node: who may deploy them here is said by name, and by nothing cluster-wide. */
  private createFence(name: string, adminGroups: readonly string[]): void {
    const metadata = { name: "host-process-admins", namespace: this.namespaceName };
    const role = new rbac.Role(
      `${name}-host-process-admins`,
      { metadata, rules: hostProcessRules() },
      { parent: this },
    );
    if (adminGroups.length === 0) return;
    const apiGroup = "rbac.authorization.k8s.io";
    new rbac.RoleBinding(
      `${name}-host-process-admins-binding`,
      {
        metadata,
        roleRef: { apiGroup, kind: "Role", name: role.metadata.name },
        subjects: adminGroups.map((group) => ({ apiGroup, kind: "Group", name: group })),
      },
      { parent: this },
    );
  }
}

/** Rights to run agents of the nodes: no secrets, no rights to give rights. */
function hostProcessRules() {
  const verbs = ["get", "list", "watch", "create", "update", "patch", "delete"];
  return [
    { apiGroups: ["apps"], resources: ["daemonsets", "deployments"], verbs },
    { apiGroups: [""], resources: ["pods", "configmaps", "serviceaccounts"], verbs },
    { apiGroups: [""], resources: ["pods/log", "events"], verbs: ["get", "list", "watch"] },
  ];
}
