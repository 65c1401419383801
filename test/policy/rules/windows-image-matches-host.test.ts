import { hostImageVerdict } from "../../../catalogue/windows-releases";
import { clause } from "../../../policy/text";
import { windowsImageMatchesHost } from "../../../policy/rules/windows-image-matches-host";
import type { Json } from "../../../policy/wire";
import {
  aksCluster,
  aksWindowsPool,
  deployment,
  eksNodeGroup,
  kubernetes,
  linuxSpec,
  pod,
  type TestResource,
  UNKNOWN,
  windowsContainer,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const cluster = aksCluster();
const win22 = aksWindowsPool({}, { name: "win22" });
const win25 = aksWindowsPool({ agentPoolName: "win25a", osSKU: "Windows2025" }, { name: "win25" });
const eks22 = eksNodeGroup({ amiType: "WINDOWS_CORE_2022_x86_64", nodeGroupName: "win" });
const withImage = (image: string, rest: Json = {}) =>
  windowsSpec({ containers: [windowsContainer({ image })], ...rest });
const iis = (tag: string) => `mcr.microsoft.com/windows/servercore/iis:windowsservercore-${tag}`;
const framework = (tag: string) => `mcr.microsoft.com/dotnet/framework/aspnet:${tag}`;
const onBuild = (build: number) => ({
  nodeSelector: { "kubernetes.io/os": "windows", "node.kubernetes.io/windows-build": `10.0.${build}` },
});
const runtimeClass: TestResource = kubernetes("node.k8s.io/v1:RuntimeClass", {
  metadata: { name: "windows-2022" },
  handler: "runhcs-wcow-process",
  scheduling: {
    nodeSelector: { "kubernetes.io/os": "windows", "node.kubernetes.io/windows-build": "10.0.20348" },
  },
});
const staging = aksCluster({ resourceName: "stage" }, { name: "stage" });
const provider = (of: TestResource, name: string): TestResource => ({
  type: "pulumi:providers:kubernetes",
  name,
  properties: {},
  from: { kubeconfig: of },
});
const prodProvider = provider(cluster, "prod");

const on2022 = (build: number) => clause(hostImageVerdict(20348, build).reason);
const rest = "and the container would fail to start with 0xc0370101";
const use = (tag: string) =>
  `Use the ${tag} variant of the image, or keep the pod away from these nodes with nodeSelector["node.kubernetes.io/windows-build"].`;
const description =
  "The Windows build of a container image runs on every Windows node that its pod can be placed on.";

ruleTest(windowsImageMatchesHost, {
  valid: [
    {
      name: "a 2022 image on a 2022 pool",
      resource: pod(withImage(iis("ltsc2022"))),
      stack: [cluster, win22],
    },
    {
      name: "a 2022 image on a 2025 pool",
      resource: deployment(withImage(iis("ltsc2022"))),
      stack: [cluster, win25],
    },
    {
      name: "a 2025 image kept to the 2025 pool",
      resource: pod(withImage(iis("ltsc2025"), onBuild(26100))),
      stack: [cluster, win22, win25],
    },
    { name: "a 2022 image on an EKS group", resource: pod(withImage(iis("ltsc2022"))), stack: [eks22] },
    {
      name: "an image with a variant for each release of the pools",
      resource: pod(withImage(framework("4.8.1"))),
      stack: [cluster, win22, win25],
    },
    {
      name: "an image that does not say",
      resource: pod(withImage("registry.example/app:1")),
      stack: [cluster, win22],
    },
    {
      name: "a HostProcess pod of any build",
      resource: pod(
        withImage(iis("ltsc2019"), { securityContext: { windowsOptions: { hostProcess: true } } }),
      ),
      stack: [cluster, win22],
    },
    {
      name: "a pod of the cluster without the old pool",
      resource: pod(withImage(iis("ltsc2025")), { provider: prodProvider }),
      stack: [cluster, staging, prodProvider, win25, aksWindowsPool({ resourceName: "stage" })],
    },
    { name: "a Linux pod", resource: pod(linuxSpec()), stack: [cluster, win22] },
    {
      name: "an image with a variant for the selected build among others, without pools",
      resource: pod(withImage(framework("4.8.1"), onBuild(20348))),
    },
    {
      name: "a HostProcess pod that selects another build than its image's",
      resource: pod(
        withImage(iis("ltsc2019"), {
          ...onBuild(20348),
          securityContext: { windowsOptions: { hostProcess: true } },
        }),
      ),
    },
    { name: "a stack without pools", resource: pod(withImage(iis("ltsc2019"))) },
    {
      name: "a pod kept to a pool by its name",
      resource: pod(
        withImage(iis("ltsc2025"), {
          nodeSelector: { "kubernetes.io/os": "windows", "kubernetes.azure.com/agentpool": "win25a" },
        }),
      ),
      stack: [cluster, win22, win25],
    },
    {
      name: "a label that no pool declares, which rules out nothing",
      resource: pod(
        withImage(iis("ltsc2022"), { nodeSelector: { "kubernetes.io/os": "windows", zone: "a" } }),
      ),
      stack: [cluster, win22],
    },
  ],
  invalid: [
    {
      name: "a 2019 image on a 2022 pool, in a bare pod",
      resource: pod(withImage(iis("ltsc2019"))),
      stack: [cluster, win22],
      messages: [
        `Pod "web": spec.containers[0].image is "${iis("ltsc2019")}", but the pod can be placed on AgentPool "win22a" (build 20348): ${on2022(17763)}, ${rest}. ${use("ltsc2022")}`,
      ],
    },
    {
      name: "a 2025 image that reaches one pool of two, in a Deployment",
      resource: deployment(withImage(iis("ltsc2025"))),
      stack: [cluster, win22, win25],
      messages: [
        `Deployment "web": spec.template.spec.containers[0].image is "${iis("ltsc2025")}", but the pod can be placed on AgentPool "win22a" (build 20348): ${on2022(26100)}, ${rest}. ${use("ltsc2022")}`,
      ],
    },
    {
      name: "an image that has variants, but none for the pool",
      resource: pod(withImage(framework("4.8"))),
      stack: [cluster, win22],
      messages: [
        `Pod "web": spec.containers[0].image is "${framework("4.8")}" with variants for 14393 and 17763, but the pod can be placed on AgentPool "win22a" (build 20348): ${on2022(17763)}, ${rest}. ${use("ltsc2022")}`,
      ],
    },
    {
      name: "an old init container beside a good container",
      resource: pod(windowsSpec({ initContainers: [windowsContainer({ image: iis("ltsc2019") })] })),
      stack: [eks22],
      messages: [
        `Pod "web": spec.initContainers[0].image is "${iis("ltsc2019")}", but the pod can be placed on NodeGroup "win" (build 20348): ${on2022(17763)}, ${rest}. ${use("ltsc2022")}`,
      ],
    },
    {
      name: "a build in the selector that the image does not run on, without pools",
      resource: pod(withImage(iis("ltsc2025"), onBuild(20348))),
      messages: [
        `Pod "web": spec.containers[0].image is "${iis("ltsc2025")}", but the pod can be placed on the selected node.kubernetes.io/windows-build 10.0.20348 (build 20348): ${on2022(26100)}, ${rest}. ${use("ltsc2022")}`,
      ],
    },
    {
      name: "an image that has variants, but none for the build in the selector, without pools",
      resource: pod(withImage(framework("4.8"), onBuild(20348))),
      messages: [
        `Pod "web": spec.containers[0].image is "${framework("4.8")}" with variants for 14393 and 17763, but the pod can be placed on the selected node.kubernetes.io/windows-build 10.0.20348 (build 20348): ${on2022(17763)}, ${rest}. ${use("ltsc2022")}`,
      ],
    },
    {
      name: "a RuntimeClass that leads to the wrong pool",
      resource: pod(withImage(iis("ltsc2025"), { runtimeClassName: "windows-2022" })),
      stack: [runtimeClass, cluster, win22, win25],
      messages: [
        `Pod "web": spec.containers[0].image is "${iis("ltsc2025")}", but the pod can be placed on AgentPool "win22a" (build 20348): ${on2022(26100)}, ${rest}. ${use("ltsc2022")}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown image",
      resource: pod(withImage(UNKNOWN)),
      stack: [cluster, win22],
      messages: [
        `Pod "web": spec.containers[0].image is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
    {
      name: "a pool with an unknown SKU",
      resource: pod(withImage(iis("ltsc2022"))),
      stack: [cluster, aksWindowsPool({ osSKU: UNKNOWN })],
      messages: [
        `Pod "web": osSKU of AgentPool "win22a" is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
  ],
});
