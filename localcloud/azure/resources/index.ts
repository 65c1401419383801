import { agentPool } from "../aks/agent-pool";
import { managedCluster } from "../aks/managed-cluster";
import type { ResourceType } from "../resource-type";
import { resourceGroup } from "./resource-group";
import { subnet } from "./subnet";
import { userAssignedIdentity } from "./user-assigned-identity";
import { virtualNetwork } from "./virtual-network";

const all: readonly ResourceType[] = [
  resourceGroup,
  virtualNetwork,
  subnet,
  userAssignedIdentity,
  managedCluster,
  agentPool,
];

/** Every type of resource that the local cloud has, by lower-case name. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  all.map((type) => [type.type.toLowerCase(), type]),
);
