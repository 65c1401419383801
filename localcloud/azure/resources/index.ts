import { agentPool } from "../aks/agent-pool";
import { maintenanceConfiguration } from "../aks/maintenance-configuration";
import { managedCluster } from "../aks/managed-cluster";
import type { ResourceType } from "../resource-type";
import {
  azureMonitorWorkspace,
  dataCollectionEndpoint,
  dataCollectionRule,
  dataCollectionRuleAssociation,
  diagnosticSetting,
  prometheusRuleGroup,
} from "./monitor";
import { workspace } from "./operational-insights";
import { resourceGroup } from "./resource-group";
import { roleAssignment } from "./role-assignment";
import { subnet } from "./subnet";
import { federatedIdentityCredential, userAssignedIdentity } from "./user-assigned-identity";
import { virtualNetwork } from "./virtual-network";

const all: readonly ResourceType[] = [
  resourceGroup,
  virtualNetwork,
  subnet,
  userAssignedIdentity,
  federatedIdentityCredential,
  roleAssignment,
  managedCluster,
  agentPool,
  maintenanceConfiguration,
  workspace,
  azureMonitorWorkspace,
  dataCollectionEndpoint,
  dataCollectionRule,
  dataCollectionRuleAssociation,
  diagnosticSetting,
  prometheusRuleGroup,
];

/** Every type of resource that the local cloud has, by lower-case name. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  all.map((type) => [type.type.toLowerCase(), type]),
);
