import { aksWindowsAdminUsernameAllowed } from "../../../policy/rules/aks-windows-admin-username-allowed";
import { aksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const named = (adminUsername: unknown) => aksCluster({ windowsProfile: { adminUsername } });
const refused = (name: string, why: string) =>
  `ManagedCluster "prod": windowsProfile.adminUsername is "${name}": ${why}; AKS accepts the cluster all the same and fails at the first Windows pool, and the name can never be changed. Choose another name, for example "mullion".`;

ruleTest(aksWindowsAdminUsernameAllowed, {
  valid: [
    { name: "an ordinary name", resource: named("mullion") },
    { name: "twenty characters", resource: named("a".repeat(20)) },
    { name: "no name", resource: named(undefined) },
    { name: "no profile", resource: aksCluster() },
  ],
  invalid: [
    {
      name: "a reserved name",
      resource: named("admin"),
      messages: [refused("admin", "Azure reserves this name")],
    },
    {
      name: "a reserved name in capitals",
      resource: named("Administrator"),
      messages: [refused("Administrator", "Azure reserves this name")],
    },
    {
      name: "twenty-one characters",
      resource: named("b".repeat(21)),
      messages: [refused("b".repeat(21), "It must have 1 to 20 characters")],
    },
    {
      name: "an empty name",
      resource: named(""),
      messages: [refused("", "It must have 1 to 20 characters")],
    },
    {
      name: "a full stop at the end",
      resource: named("mullion."),
      messages: [refused("mullion.", "It must not end in a full stop")],
    },
  ],
  unproved: [
    {
      name: "a name that is unknown",
      resource: named(UNKNOWN),
      messages: [
        'ManagedCluster "prod": windowsProfile.adminUsername is decided only during the deployment, so the rule cannot be proved in preview. windowsProfile.adminUsername of an AKS cluster has 1 to 20 characters, does not end in a full stop and is none of the reserved names.',
      ],
    },
  ],
});
