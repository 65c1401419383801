import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { PhysicalNames } from "../names";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly names: PhysicalNames;
  /** Addresses of the virtual network, as a CIDR. */
  readonly addressSpace: string;
  /** Addresses of the subnet that nodes live in, as a CIDR inside the address space. */
  readonly nodeSubnetPrefix: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A virtual network with one subnet for the nodes. Pods have addresses of their own (Azure CNI Overlay). */
export class Network extends pulumi.ComponentResource {
  /** Id of the subnet that nodes live in. */
  readonly nodeSubnetId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Network", name, {}, opts);
    const virtualNetwork = this.createVirtualNetwork(name, args);
    const subnet = this.createSubnet(name, args, virtualNetwork);
    this.nodeSubnetId = subnet.id;
    this.registerOutputs({ nodeSubnetId: this.nodeSubnetId });
  }

  private createVirtualNetwork(name: string, args: NetworkArgs): network.VirtualNetwork {
    return new network.VirtualNetwork(
      `${name}-vnet`,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        virtualNetworkName: args.names.virtualNetwork,
        addressSpace: { addressPrefixes: [args.addressSpace] },
        tags: { ...args.tags },
      },
      // The name is fixed, so the old one must be gone before a new one can have it.
      { parent: this, deleteBeforeReplace: true },
    );
  }

  private createSubnet(name: string, args: NetworkArgs, vnet: network.VirtualNetwork): network.Subnet {
    // A resource of its own: its id stays known in previews that change the virtual network.
    return new network.Subnet(
      `${name}-nodes`,
      {
        resourceGroupName: args.resourceGroupName,
        virtualNetworkName: vnet.name,
        subnetName: args.names.nodeSubnet,
        addressPrefix: args.nodeSubnetPrefix,
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
