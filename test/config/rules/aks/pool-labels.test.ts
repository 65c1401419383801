import { withLinuxPool, withWindowsPool } from "../../base";
import { ruleTest } from "../rule-test";

ruleTest("labels and taints of pools", [
  {
    title: "takes keys of its own, and the free ones of Kubernetes",
    values: withLinuxPool({ labels: { team: "web", "node.kubernetes.io/x": "1", "example.com/y": "2" } }),
  },
  {
    title: "refuses keys of Azure, Kubernetes and Mullion",
    values: withLinuxPool({
      labels: {
        "kubernetes.azure.com/x": "1",
        agentpool: "1",
        "mullion/pool": "z",
        "x.kubernetes.io/a": "b",
      },
    }),
    lines: [
      'nodePools[0].labels.kubernetes.azure.com/x: belongs to Azure, got "1"; use a key of your own (https://learn.microsoft.com/azure/aks/use-labels)',
      'nodePools[0].labels.agentpool: belongs to Azure, got "1"; use a key of your own (https://learn.microsoft.com/azure/aks/use-labels)',
      'nodePools[0].labels.mullion/pool: belongs to Mullion, got "z"; use a key of your own (https://learn.microsoft.com/azure/aks/use-labels)',
      'nodePools[0].labels.x.kubernetes.io/a: belongs to Kubernetes, got "b"; use a key of your own (https://learn.microsoft.com/azure/aks/use-labels)',
    ],
  },
  {
    title: "takes keys that only look like those of Kubernetes",
    values: withLinuxPool({ labels: { "notkubernetes.io/a": "b" } }),
  },
  {
    title: "refuses an empty value",
    values: withLinuxPool({ labels: { team: "" } }),
    lines: [
      'nodePools[0].labels.team: must be a label value: 1 to 63 letters, digits, -, _ and ., got ""; correct the value (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/)',
    ],
  },
  {
    title: "refuses a key that is none",
    values: withLinuxPool({ labels: { "Bad Key": "x" } }),
    lines: [
      'nodePools[0].labels.Bad Key: must be a label key such as team or example.com/team, got "Bad Key"; correct the key (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/)',
    ],
  },
  {
    title: "takes a taint",
    values: withWindowsPool({ taints: [{ key: "dedicated", value: "web", effect: "NoSchedule" }] }),
  },
  {
    title: "refuses the taint that Windows pools have already",
    values: withWindowsPool({ taints: [{ key: "os", value: "windows", effect: "NoSchedule" }] }),
    lines: ['nodePools[1].taints[0].key: is set on every Windows pool already, got "os"; remove it'],
  },
  {
    title: "refuses a taint of Azure",
    values: withLinuxPool({
      taints: [{ key: "kubernetes.azure.com/scalesetpriority", value: "spot", effect: "NoSchedule" }],
    }),
    lines: [
      'nodePools[0].taints[0].key: belongs to Azure, got "kubernetes.azure.com/scalesetpriority"; use a key of your own (https://learn.microsoft.com/azure/aks/use-labels)',
    ],
  },
  {
    title: "refuses the same key twice for one effect",
    values: withLinuxPool({
      taints: [
        { key: "d", value: "x", effect: "NoSchedule" },
        { key: "d", value: "y", effect: "NoSchedule" },
      ],
    }),
    lines: [
      'nodePools[0].taints[1].key: must be unique for the effect NoSchedule, but taints[0] has the same, got "d"; remove one of them',
    ],
  },
  {
    title: "takes the same key for two effects",
    values: withLinuxPool({
      taints: [
        { key: "d", value: "x", effect: "NoSchedule" },
        { key: "d", value: "x", effect: "NoExecute" },
      ],
    }),
  },
  {
    title: "takes the key os on Linux, and different keys with one effect",
    values: withLinuxPool({
      taints: [
        { key: "os", value: "x", effect: "NoSchedule" },
        { key: "team", value: "x", effect: "NoSchedule" },
      ],
    }),
  },
]);
