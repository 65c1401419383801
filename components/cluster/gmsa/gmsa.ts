import * as apiextensions from "@pulumi/kubernetes/apiextensions";
import * as core from "@pulumi/kubernetes/core/v1";
import * as rbac from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import { inClusterNamespaces } from "../../../config/in-cluster-namespaces";
import type { CredentialSpecConfig, GmsaConfig } from "../../../config/schema/gmsa";
import type { Platform } from "../../platform";
import { chartRelease } from "../chart";
import type { NamespaceLookup } from "../namespace-lookup";
import { credentialSpec } from "./credential-spec";
import { credentialSpecDefinition, gmsaGroup } from "./definition";

/** Arguments of {@link Gmsa}. */
export interface GmsaArgs {
  readonly platform: Platform;
  readonly gmsa: GmsaConfig;
  /** Whether the platform has definition and webhook already: AKS with `windows.gmsa`. */
  readonly providedByPlatform: boolean;
  readonly namespaces: NamespaceLookup;
}

/** Identities of Active Directory: the definition, the webhook that puts them into pods, and who may use which. */
export class Gmsa extends pulumi.ComponentResource {
  constructor(name: string, args: GmsaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Gmsa", name, {}, { providers: [args.platform.provider], ...opts });
    const ready = args.providedByPlatform ? [] : [this.createDefinition(name)];
    if (!args.providedByPlatform) this.createWebhook(name, args.gmsa);
    for (const spec of args.gmsa.credentialSpecs) {
      this.createSpec(name, spec, ready);
      this.createRights(name, spec, args.namespaces);
    }
    this.registerOutputs({});
  }

  private createDefinition(name: string): pulumi.Resource {
    return new apiextensions.v1.CustomResourceDefinition(`${name}-definition`, credentialSpecDefinition(), {
      parent: this,
    });
  }

  private createWebhook(name: string, { certManager = "install" }: GmsaConfig): void {
    const certificates = certManager === "install" ? [this.createCertManager(name)] : [];
    chartRelease(
      `${name}-webhook`,
      {
        chart: "gmsa",
        releaseName: "gmsa",
        namespace: this.createNamespace(`${name}-webhook`, inClusterNamespaces.gmsaWebhook),
        values: { certificates: { certManager: { enabled: true } } },
        skipCrds: true,
      },
      { parent: this, dependsOn: certificates },
    );
  }

  private createCertManager(name: string): pulumi.Resource {
    return chartRelease(
      `${name}-cert-manager`,
      {
        chart: "cert-manager",
        releaseName: "cert-manager",
        namespace: this.createNamespace(`${name}-cert-manager`, inClusterNamespaces.certManager),
        values: { crds: { enabled: true } },
      },
      { parent: this },
    );
  }

  private createNamespace(name: string, namespace: string): pulumi.Output<string> {
    const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
    const args = { metadata: { name: namespace, labels } };
    return new core.Namespace(`${name}-namespace`, args, { parent: this }).metadata.name;
  }

  private createSpec(name: string, spec: CredentialSpecConfig, dependsOn: readonly pulumi.Resource[]): void {
    new apiextensions.CustomResource(
      `${name}-spec-${spec.name}`,
      {
        apiVersion: `${gmsaGroup}/v1`,
        kind: "GMSACredentialSpec",
        metadata: { name: spec.name },
        credspec: credentialSpec(spec),
      },
      { parent: this, dependsOn: [...dependsOn] },
    );
  }

  /** The webhook refuses pods whose service account must not `use` the spec that they name. */
  private createRights(name: string, spec: CredentialSpecConfig, namespaces: NamespaceLookup): void {
    const role = new rbac.ClusterRole(
      `${name}-role-${spec.name}`,
      {
        metadata: { name: `gmsa-${spec.name}` },
        rules: [
          {
            apiGroups: [gmsaGroup],
            resources: ["gmsacredentialspecs"],
            resourceNames: [spec.name],
            verbs: ["use"],
          },
        ],
      },
      { parent: this },
    );
    for (const { namespace, serviceAccount } of spec.usedBy) {
      new rbac.RoleBinding(
        `${name}-use-${spec.name}-${namespace}-${serviceAccount}`,
        {
          metadata: { name: `gmsa-${spec.name}-${serviceAccount}`, namespace: namespaces(namespace) },
          roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role.metadata.name },
          subjects: [{ kind: "ServiceAccount", name: serviceAccount, namespace }],
        },
        { parent: this },
      );
    }
  }
}
