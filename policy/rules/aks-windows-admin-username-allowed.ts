import { aksRefusedAdminUsernames } from "../../catalogue/aks";
import { resourceRule } from "../rule";
import { aksClusters } from "../scopes/resources";

const refused: readonly string[] = aksRefusedAdminUsernames;
const MAX_LENGTH = 20;

/** The administrator of the Windows nodes has a name that Azure accepts. */
export const aksWindowsAdminUsernameAllowed = resourceRule({
  name: "aks-windows-admin-username-allowed",
  level: "mandatory",
  description: `windowsProfile.adminUsername of an AKS cluster has 1 to ${MAX_LENGTH} characters, does not end in a full stop and is none of the reserved names.`,
  sources: [
    "https://www.pulumi.com/registry/packages/azure-native/api-docs/containerservice/managedcluster/",
    "https://github.com/Azure/AKS/issues/1578",
  ],
  scope: aksClusters,
  *check({ props }) {
    const name = props.string("windowsProfile", "adminUsername");
    if (name === undefined) return;
    const problem = problemOf(name);
    if (problem === undefined) return;
    yield {
      field: "windowsProfile.adminUsername",
      problem: `is "${name}"`,
      reason: `${problem}; AKS accepts the cluster all the same and fails at the first Windows pool, and the name can never be changed`,
      fix: 'Choose another name, for example "mullion"',
    };
  },
});

function problemOf(name: string): string | undefined {
  if (refused.includes(name.toLowerCase())) return "Azure reserves this name";
  if (name.length === 0 || name.length > MAX_LENGTH) return `It must have 1 to ${MAX_LENGTH} characters`;
  if (name.endsWith(".")) return "It must not end in a full stop";
  return undefined;
}
