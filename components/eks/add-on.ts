import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import type { EksConfig } from "../../config/schema/eks";
import type { AddOnConfig, AddOnName } from "./add-on-settings";
import { addOnSettings } from "./add-on-settings";
import { addOnChangeOptions } from "./change-options";
import type { Cluster } from "./cluster";
import { Role } from "./role";
import { serviceAccountTrust } from "./trust";

/** Arguments of {@link AddOn}. */
export interface AddOnArgs {
  readonly addOn: AddOnName;
  readonly config: AddOnConfig & Pick<EksConfig, "region" | "tags" | "addonVersions" | "adopted">;
  readonly cluster: Pick<Cluster, "clusterName" | "oidcProviderArn" | "oidcIssuer">;
  /** What must run before it: nodes, for add-ons that EKS waits for. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** An EKS add-on, with a role of its own when it calls AWS; one that was taken over keeps the role that it has. */
export class AddOn extends pulumi.ComponentResource {
  readonly resource: eks.Addon;

  constructor(name: string, args: AddOnArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:AddOn", name, {}, opts);
    const adopted = args.config.adopted?.addOns.find((one) => one.name === args.addOn);
    this.resource =
      adopted === undefined
        ? this.createAddOn(name, args, this.createRole(name, args))
        : this.takeOver(name, args, adopted.configurationValues);
    this.registerOutputs({});
  }

  private createRole(name: string, { addOn, config, cluster }: AddOnArgs): Role | undefined {
    const { identity } = addOnSettings[addOn];
    if (identity === undefined) return undefined;
    return new Role(
      name,
      {
        region: config.region,
        trust: serviceAccountTrust(cluster.oidcProviderArn, cluster.oidcIssuer, identity),
        policies: [identity.policy],
        tags: config.tags,
      },
      { parent: this },
    );
  }

  private createAddOn(name: string, args: AddOnArgs, role: Role | undefined): eks.Addon {
    const { addOn, config, cluster } = args;
    const { versionKey, values } = addOnSettings[addOn];
    const addonVersion = config.addonVersions[versionKey];
    return new eks.Addon(
      `${name}-addon`,
      {
        clusterName: cluster.clusterName,
        addonName: addOn,
        ...(addonVersion === undefined ? {} : { addonVersion }),
        ...(values === undefined ? {} : { configurationValues: JSON.stringify(values(config)) }),
        ...(role === undefined ? {} : { serviceAccountRoleArn: role.arn }),
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
        tags: { ...config.tags },
      },
      {
        parent: this,
        dependsOn: [...args.dependsOn, ...(role?.attachments ?? [])],
        ...addOnChangeOptions(false),
      },
    );
  }

  private takeOver(
    name: string,
    { addOn, cluster }: AddOnArgs,
    configurationValues: string | undefined,
  ): eks.Addon {
    return new eks.Addon(
      `${name}-addon`,
      {
        clusterName: cluster.clusterName,
        addonName: addOn,
        ...(configurationValues === undefined ? {} : { configurationValues }),
      },
      { parent: this, ...addOnChangeOptions(true) },
    );
  }
}
