/** A cluster as somebody else makes it, and what adopting it must say. */
export interface Shape {
  readonly kind: "aks" | "eks";
  readonly title: string;
  readonly shape: object;
  /** More words of the command line. */
  readonly flags?: readonly string[];
  /** Words of the report. */
  readonly says: readonly RegExp[];
  /** Whether it is imported for good and deployed, too: some minutes more. */
  readonly goesOn?: true;
}

const windows = { windowsProfile: { adminUsername: "azureuser", adminPassword: "Abcdef!234567890" } };
const npwin = { agentPoolName: "npwin", osType: "Windows", osSKU: "Windows2022" };

/** Clusters of AKS and EKS, from small to odd. */
export const shapes: readonly Shape[] = [
  {
    kind: "aks",
    title: "minimal, Linux only",
    shape: {},
    flags: ["--policy-pack", "elsewhere"],
    says: [
      /ManagedCluster old/,
      /OIDC|Local accounts/,
      /Not judged\. There is no policy pack in \S+elsewhere\.\n {2}Name the pack's folder/,
    ],
  },
  {
    kind: "aks",
    title: "Windows 2022",
    shape: { cluster: windows, pools: [npwin] },
    says: [/AgentPool npwin/, /npwin: The name has no slot letter/],
    goesOn: true,
  },
  {
    kind: "aks",
    title: "Windows 2022 and 2025",
    shape: {
      cluster: windows,
      pools: [npwin, { agentPoolName: "win25b", osType: "Windows", osSKU: "Windows2025", enableFIPS: true }],
    },
    says: [/AgentPool win25b/],
  },
  {
    kind: "aks",
    title: "Windows inline",
    shape: {
      cluster: windows,
      inline: [
        {
          name: "npwin",
          mode: "User",
          osType: "Windows",
          osSKU: "Windows2022",
          type: "VirtualMachineScaleSets",
        },
      ],
    },
    says: [/AgentPool npwin/, /mullion settle/],
  },
  {
    kind: "aks",
    title: "a network of one's own, spot, labels and taints",
    shape: {
      ownNetwork: true,
      pools: [
        {
          agentPoolName: "batch",
          osType: "Linux",
          scaleSetPriority: "Spot",
          nodeLabels: { team: "blue" },
          nodeTaints: ["dedicated=batch:NoSchedule"],
          enableAutoScaling: true,
          minCount: 1,
          maxCount: 3,
        },
      ],
    },
    says: [/AgentPool batch/],
  },
  {
    kind: "aks",
    title: "kubenet",
    shape: { cluster: { networkProfile: { networkPlugin: "kubenet" } } },
    says: [/networkPlugin is kubenet, with which no Windows nodes work/],
  },
  {
    kind: "eks",
    title: "Linux and managed Windows, fixed names",
    shape: {
      groups: [
        {
          os: "windows",
          nodeGroupName: "win-2022",
          amiType: "WINDOWS_CORE_2022_x86_64",
          instanceTypes: ["m6i.xlarge"],
          labels: { team: "blue" },
          taints: [{ key: "dedicated", value: "iis", effect: "NO_SCHEDULE" }],
        },
      ],
    },
    says: [/NodeGroup win-2022/, /workers: Its name is fixed/],
    goesOn: true,
  },
  {
    kind: "eks",
    title: "more add-ons, aws-auth only",
    shape: {
      addOns: ["aws-ebs-csi-driver"],
      cluster: { accessConfig: { authenticationMode: "CONFIG_MAP" } },
    },
    says: [/aws-auth only/],
    goesOn: true,
  },
  {
    kind: "eks",
    title: "core add-ons that EKS does not manage",
    shape: { ownCore: false },
    says: [/No file names coredns, kube-proxy, vpc-cni: whatever runs of it stays outside/],
    goesOn: true,
  },
  {
    kind: "eks",
    title: "Windows machines that EKS does not manage",
    shape: { selfManaged: ["own-win"] },
    says: [/own-win: It stays outside of the stack/],
    goesOn: true,
  },
];
