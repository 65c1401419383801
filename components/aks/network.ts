import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { aksApiServerSubnet } from "../../catalogue/aks";
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
  /** Full id of the subnet that the API server lives in, when it has one. */
  readonly apiServerSubnetId?: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Network", name, {}, opts);
    const { existingSubnetId, existingApiServerSubnetId } = args.network;
    if (existingSubnetId === undefined) {
      const { nodes, apiServer } = this.createSubnets(name, args);
      this.nodeSubnetId = nodes.id;
      if (apiServer !== undefined) this.apiServerSubnetId = apiServer.id;
    } else {
      this.nodeSubnetId = pulumi.output(existingSubnetId);
      if (existingApiServerSubnetId !== undefined)
        this.apiServerSubnetId = pulumi.output(existingApiServerSubnetId);
    }
    this.registerOutputs({ nodeSubnetId: this.nodeSubnetId });
  }

  private createSubnets(name: string, args: NetworkArgs) {
    const vnet: NonNullable<AksNetwork["vnet"]> = args.network.vnet ?? aksNetworkDefaults.vnet;
    const virtualNetwork = this.createVirtualNetwork(name, args, vnet.addressSpace);
    const { nodeSubnet, apiServerSubnet } = args.names;
    const subnet = (title: string, subnetName: string, more: Partial<network.SubnetArgs>) =>
      this.createSubnet(`${name}-${title}`, args, virtualNetwork, { subnetName, ...more });
    const nodes = subnet("nodes", nodeSubnet, { addressPrefix: vnet.nodeSubnetPrefix });
    const { apiServerSubnetPrefix: addressPrefix } = vnet;
    if (addressPrefix === undefined) return { nodes };
    const { delegation } = aksApiServerSubnet;
    const delegations = [{ name: "aks", serviceName: delegation }];
    return { nodes, apiServer: subnet("api-server", apiServerSubnet, { addressPrefix, delegations }) };
  }

  private createVirtualNetwork(
    name: string,
    args: NetworkArgs,
    addressSpace: string,
  ): network.VirtualNetwork {
    return new network.VirtualNetwork(
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
  }

  /** A resource of its own: its id stays known in previews that change the virtual network. */
  private createSubnet(
    name: string,
    { resourceGroupName }: NetworkArgs,
    { name: virtualNetworkName }: network.VirtualNetwork,
    rest: Partial<network.SubnetArgs>,
  ): network.Subnet {
    return new network.Subnet(
      name,
      { resourceGroupName, virtualNetworkName, ...rest },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
