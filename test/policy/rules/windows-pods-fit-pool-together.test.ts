import { windowsPodsFitPoolTogether } from "../../../policy/rules/windows-pods-fit-pool-together";
import type { Json } from "../../../policy/wire";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  eksCluster,
  eksWindowsGroup,
  kubernetes,
  linuxSpec,
  pod,
  type TestResource,
  UNKNOWN,
  windowsContainer,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

/** 16 GiB, of which 13.26 are left for pods. */
const SIZE = { vmSize: "Standard_D4s_v3", maxPods: 30 };
const using = (memory: string, rest: Json = {}) =>
  windowsSpec({ containers: [windowsContainer({ resources: { limits: { cpu: "1", memory } } })], ...rest });
const workload = (type: string, spec: Json): TestResource => kubernetes(type, { spec }, { name: type });
const deployment = (replicas: unknown, spec: Json) =>
  workload("apps/v1:Deployment", { replicas, template: { spec } });
const tooMuch = (where: string, field: string, nodes: number, room: string, wanted: string) => [
  `${where}: ${field} is at most ${nodes} nodes with ${room} for pods, and the pods that fit this pool only have memory limits of ${wanted} together: The rest of each node is kept for Windows and the kubelet, and without an OOM killer nodes page and stop answering when the pods use what they may. Allow more nodes, use larger machines, or lower limits and replicas.`,
];
const win22a = (nodes: number, room: string, wanted: string) =>
  tooMuch('AgentPool "win22a"', "count", nodes, room, wanted);

const named = (replicas: number | undefined, memory: string, namespace = "default") =>
  kubernetes(
    "apps/v1:Deployment",
    { metadata: { name: "shop", namespace }, spec: { replicas, template: { spec: using(memory) } } },
    { name: "shop" },
  );
const scaledTo = (maxReplicas: unknown, change: Json = {}) =>
  kubernetes(
    "autoscaling/v2:HorizontalPodAutoscaler",
    {
      spec: { scaleTargetRef: { kind: "Deployment", name: "shop", ...change }, minReplicas: 1, maxReplicas },
    },
    { name: "scaler" },
  );

ruleTest(windowsPodsFitPoolTogether, {
  valid: [
    {
      name: "an autoscaler that stays within the nodes",
      resource: aksWindowsPool({ ...SIZE, count: 2 }),
      stack: [aksCluster(), named(1, "13Gi"), scaledTo(2)],
    },
    {
      name: "autoscalers of another kind, name and namespace",
      resource: aksWindowsPool({ ...SIZE, count: 1 }),
      stack: [
        aksCluster(),
        named(1, "13Gi"),
        scaledTo(9, { kind: "StatefulSet" }),
        { ...scaledTo(9, { name: "other" }), name: "second" },
        {
          ...scaledTo(9),
          name: "third",
          properties: { ...scaledTo(9).properties, metadata: { namespace: "elsewhere" } },
        },
      ],
    },
    {
      name: "limits that just fit",
      resource: aksWindowsPool({ ...SIZE, count: 2 }),
      stack: [aksCluster(), deployment(2, using("13Gi"))],
    },
    {
      name: "nodes that the autoscaler may add",
      resource: aksWindowsPool({ ...SIZE, count: 1, enableAutoScaling: true, maxCount: 3 }),
      stack: [aksCluster(), deployment(3, using("13Gi"))],
    },
    {
      name: "pods that another pool can take too",
      resource: aksWindowsPool({ ...SIZE, count: 1 }),
      stack: [
        aksCluster(),
        aksWindowsPool({ ...SIZE, agentPoolName: "win22b", count: 9 }, { name: "other" }),
        deployment(3, using("10Gi")),
      ],
    },
    {
      name: "Linux pods",
      resource: aksWindowsPool({ ...SIZE, count: 1 }),
      stack: [
        aksCluster(),
        deployment(99, linuxSpec({ containers: [{ resources: { limits: { memory: "9Gi" } } }] })),
      ],
    },
    {
      name: "a Linux pool",
      resource: aksPool({ ...SIZE, count: 1 }),
      stack: [aksCluster(), deployment(99, using("9Gi"))],
    },
    {
      name: "a machine that the catalogue does not know",
      resource: aksWindowsPool({ vmSize: "Standard_Z1", count: 1 }),
      stack: [aksCluster(), deployment(99, using("9Gi"))],
    },
    {
      name: "a number of nodes that the program does not say",
      resource: aksWindowsPool({ ...SIZE, enableAutoScaling: true, count: 1 }),
      stack: [aksCluster(), deployment(99, using("9Gi"))],
    },
    {
      name: "a template that makes no pods, and containers without limits",
      resource: aksWindowsPool({ ...SIZE, count: 1 }),
      stack: [
        aksCluster(),
        workload("core/v1:PodTemplate", { template: { spec: using("99Gi") } }),
        {
          ...workload("core/v1:PodTemplate", {}),
          name: "t",
          properties: { template: { spec: using("99Gi") } },
        },
        deployment(9, windowsSpec({ containers: [windowsContainer()] })),
      ],
    },
  ],
  invalid: [
    {
      name: "what an autoscaler may make of a Deployment that leaves its replicas to it",
      resource: aksWindowsPool({ ...SIZE, count: 2 }),
      stack: [aksCluster(), named(undefined, "13Gi"), scaledTo(3)],
      messages: win22a(2, "26.52 GiB", "39 GiB"),
    },
    {
      name: "an autoscaler that names its Deployment by an output",
      resource: aksWindowsPool({ ...SIZE, count: 2 }),
      stack: [
        aksCluster(),
        deployment(1, using("13Gi")),
        {
          ...scaledTo(3, { name: UNKNOWN }),
          from: { spec: deployment(1, {}) },
        },
      ],
      messages: win22a(2, "26.52 GiB", "39 GiB"),
    },
    {
      name: "one replica too many",
      resource: aksWindowsPool({ ...SIZE, count: 2 }),
      stack: [aksCluster(), deployment(3, using("10Gi"))],
      messages: win22a(2, "26.52 GiB", "30 GiB"),
    },
    {
      name: "workloads of every kind together",
      resource: aksWindowsPool({ ...SIZE, count: 2 }),
      stack: [
        aksCluster(),
        deployment(undefined, using("1Gi")),
        workload("apps/v1:StatefulSet", { replicas: 2, template: { spec: using("2Gi") } }),
        workload("apps/v1:DaemonSet", { template: { spec: using("3Gi") } }),
        workload("batch/v1:Job", { parallelism: 2, template: { spec: using("4Gi") } }),
        workload("batch/v1:CronJob", { jobTemplate: { spec: { template: { spec: using("5Gi") } } } }),
        pod(using("6Gi")),
      ],
      messages: win22a(2, "26.52 GiB", "30 GiB"),
    },
    {
      name: "more than the autoscaler may add",
      resource: aksWindowsPool({ ...SIZE, count: 9, enableAutoScaling: true, maxCount: 2 }),
      stack: [aksCluster(), deployment(3, using("10Gi"))],
      messages: win22a(2, "26.52 GiB", "30 GiB"),
    },
    {
      name: "an EKS group",
      resource: eksWindowsGroup({
        instanceTypes: ["m5.large"],
        scalingConfig: { minSize: 1, desiredSize: 9, maxSize: 1 },
      }),
      stack: [eksCluster(), deployment(2, using("4Gi"))],
      messages: tooMuch('NodeGroup "win"', "scalingConfig", 1, "5.8 GiB", "8 GiB"),
    },
    {
      name: "an EKS group that says only how many it wants",
      resource: eksWindowsGroup({ instanceTypes: ["m5.large"], scalingConfig: { desiredSize: 1 } }),
      stack: [eksCluster(), deployment(2, using("4Gi"))],
      messages: tooMuch('NodeGroup "win"', "scalingConfig", 1, "5.8 GiB", "8 GiB"),
    },
  ],
  unproved: [
    {
      name: "an unknown number of replicas",
      resource: aksWindowsPool({ ...SIZE, count: 2 }),
      stack: [aksCluster(), deployment(UNKNOWN, using("10Gi"))],
      messages: [
        'AgentPool "win22a": spec.replicas of Deployment "web" is decided only during the deployment, so the rule cannot be proved in preview. The memory limits of all Windows pods of the program that fit one pool only are together no more than its nodes have.',
      ],
    },
  ],
});
