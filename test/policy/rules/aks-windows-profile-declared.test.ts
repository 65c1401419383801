import { aksWindowsProfileDeclared } from "../../../policy/rules/aks-windows-profile-declared";
import { aksCluster, aksPool, aksWindowsPool, secret, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const profile = { adminUsername: "mullion", adminPassword: "plain" };
const missing = (property: string, pools: string) =>
  `ManagedCluster "prod": windowsProfile.${property} is not set, though the cluster has Windows pools (${pools}): AKS documents that a cluster created without a Windows profile never takes Windows pools (WindowsProfileMissing), and adding one later makes azure-native plan a replacement of the cluster. Set it before the cluster is created, the password as a secret.`;

ruleTest(aksWindowsProfileDeclared, {
  valid: [
    { name: "a full profile", resource: aksCluster({ windowsProfile: profile }), stack: [aksWindowsPool()] },
    {
      name: "a profile with a secret password",
      resource: aksCluster({ windowsProfile: { ...profile, adminPassword: secret("s") } }),
      stack: [aksWindowsPool()],
    },
    {
      name: "a secret password that is unknown yet",
      resource: aksCluster({ windowsProfile: { ...profile, adminPassword: secret(UNKNOWN) } }),
      stack: [aksWindowsPool()],
    },
    {
      name: "an imported cluster, whose password only Azure knows",
      resource: aksCluster(
        { windowsProfile: { adminUsername: "mullion" } },
        { ignoreChanges: ["windowsProfile.adminPassword"] },
      ),
      stack: [aksWindowsPool()],
    },
    { name: "a cluster without Windows pools", resource: aksCluster(), stack: [aksPool({})] },
    {
      name: "a Windows pool of another cluster",
      resource: aksCluster(),
      stack: [aksWindowsPool({ resourceName: "stage" })],
    },
  ],
  invalid: [
    {
      name: "no profile, with a Windows pool of its own resource",
      resource: aksCluster(),
      stack: [aksPool({}, { name: "linux" }), aksWindowsPool()],
      messages: [missing("adminUsername", '"win22a"'), missing("adminPassword", '"win22a"')],
    },
    {
      name: "no profile, though its password is ignored",
      resource: aksCluster({}, { ignoreChanges: ["windowsProfile.adminPassword"] }),
      stack: [aksWindowsPool()],
      messages: [missing("adminUsername", '"win22a"'), missing("adminPassword", '"win22a"')],
    },
    {
      name: "no password, with two Windows pools",
      resource: aksCluster({ windowsProfile: { adminUsername: "mullion" } }),
      stack: [aksWindowsPool({}, { name: "a" }), aksWindowsPool({ agentPoolName: "win25a" }, { name: "b" })],
      messages: [missing("adminPassword", '"win22a" and "win25a"')],
    },
    {
      name: "no profile, with an inline Windows pool",
      resource: aksCluster({
        agentPoolProfiles: [{ name: "win22a", osType: "Windows" }],
        windowsProfile: { adminPassword: "x" },
      }),
      messages: [missing("adminUsername", '"win22a"')],
    },
  ],
  unproved: [
    {
      name: "a profile that is unknown",
      resource: aksCluster({ windowsProfile: UNKNOWN }),
      stack: [aksWindowsPool()],
      messages: [
        `ManagedCluster "prod": windowsProfile is decided only during the deployment, so the rule cannot be proved in preview. An AKS cluster with Windows pools declares windowsProfile with adminUsername and adminPassword.`,
      ],
    },
    {
      name: "a pool whose OS is unknown",
      resource: aksCluster(),
      stack: [aksPool({ osType: UNKNOWN })],
      messages: [
        `ManagedCluster "prod": osType of AgentPool "pool1" is decided only during the deployment, so the rule cannot be proved in preview. An AKS cluster with Windows pools declares windowsProfile with adminUsername and adminPassword.`,
      ],
    },
  ],
});
