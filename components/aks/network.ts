import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { AksNetwork } from "../../config/schema/aks/network";
import { aksNetworkDefaults } from "../../config/schema/aks/network";
import type { AksNames } from "../names";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly names: AksNames;
  readonly network: AksNetwork;
  readonly tags: Readonly<Record<string, string>>;
}

/** The network that nodes live in: a new one with one subnet, or a subnet that exists already. */
export class Network extends pulumi.ComponentResource {
  /** Full id of the subnet that nodes live in. */
  readonly nodeSubnetId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Network", name, {}, opts);
    const { existingSubnetId } = args.network;
    this.nodeSubnetId =
      existingSubnetId === undefined ? this.createSubnet(name, args).id : pulumi.output(existingSubnetId);
    this.registerOutputs({ nodeSubnetId: this.nodeSubnetId });
  }

  private createSubnet(name: string, args: NetworkArgs): network.Subnet {
    const { addressSpace, nodeSubnetPrefix } = args.network.vnet ?? aksNetworkDefaults.vnet;
    const virtualNetwork = new network.VirtualNetwork(
      `${name}-vnet`,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        virtualNetworkName: args.names.virtualNetwork,
        addressSpace: { addressPrefixes: [addressSpace] },
        tags: { ...args.tags },
      },
      // The name is fixed, so the old one must be gone before a new one can have it.
      { parent: this, deleteBeforeReplace: true },
    );
    // A resource of its own: its id stays known in previews that change the virtual network.
    return new network.Subnet(
      `${name}-nodes`,
      {
        resourceGroupName: args.resourceGroupName,
        virtualNetworkName: virtualNetwork.name,
        subnetName: args.names.nodeSubnet,
        addressPrefix: nodeSubnetPrefix,
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
