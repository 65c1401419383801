import { podsSelectAnOs } from "../../../policy/rules/pods-select-an-os";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  cronJob,
  deployment,
  linuxSpec,
  pod,
  UNKNOWN,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const hybrid = [aksCluster(), aksPool({}, { name: "linux" }), aksWindowsPool()];
const os = { key: "kubernetes.io/os", operator: "In", values: ["linux"] };
const oldOs = { ...os, key: "beta.kubernetes.io/os" };
const withAffinity = (nodeSelectorTerms: unknown[]) => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
const rest =
  'is not set: The cluster has nodes of both operating systems and only taints, if any, keep the pod from the wrong ones. Set it to "linux" or "windows".';

ruleTest(podsSelectAnOs, {
  valid: [
    { name: "a Linux pod with selector", resource: pod(linuxSpec()), stack: hybrid },
    { name: "a Windows Deployment with selector", resource: deployment(windowsSpec()), stack: hybrid },
    {
      name: "required affinity to an OS",
      resource: pod(withAffinity([{ matchExpressions: [os] }])),
      stack: hybrid,
    },
    {
      name: "required affinity to the OS among others, by its old label",
      resource: pod(
        withAffinity([
          { matchExpressions: [{ key: "zone", operator: "Exists" }, oldOs] },
          { matchExpressions: [os] },
        ]),
      ),
      stack: hybrid,
    },
    { name: "a RuntimeClass", resource: pod({ runtimeClassName: "windows" }), stack: hybrid },
    {
      name: "no selector in a Linux cluster",
      resource: pod({ containers: [] }),
      stack: [aksCluster(), aksPool({})],
    },
    { name: "no selector without any pool", resource: pod({ containers: [] }) },
  ],
  invalid: [
    {
      name: "a bare pod without selector",
      resource: pod({ containers: [] }),
      stack: hybrid,
      messages: [`Pod "web": spec.nodeSelector["kubernetes.io/os"] ${rest}`],
    },
    {
      name: "a CronJob without selector",
      resource: cronJob({ containers: [] }),
      stack: hybrid,
      messages: [
        `CronJob "web": spec.jobTemplate.spec.template.spec.nodeSelector["kubernetes.io/os"] ${rest}`,
      ],
    },
    {
      name: "spec.os alone",
      resource: deployment({ os: { name: "linux" } }),
      stack: hybrid,
      messages: [`Deployment "web": spec.template.spec.nodeSelector["kubernetes.io/os"] ${rest}`],
    },
    {
      name: "affinity with a term that forgets the OS",
      resource: pod(
        withAffinity([
          { matchExpressions: [os] },
          { matchExpressions: [{ key: "zone", operator: "Exists" }] },
        ]),
      ),
      stack: hybrid,
      messages: [`Pod "web": spec.nodeSelector["kubernetes.io/os"] ${rest}`],
    },
    {
      name: "no selector without any pool, if asked",
      resource: pod({ containers: [] }),
      parameters: { always: true },
      messages: [`Pod "web": spec.nodeSelector["kubernetes.io/os"] ${rest}`],
    },
  ],
  unproved: [
    {
      name: "an unknown selector",
      resource: pod({ nodeSelector: UNKNOWN }),
      stack: hybrid,
      messages: [
        'Pod "web": spec.nodeSelector is decided only during the deployment, so the rule cannot be proved in preview. In a program with Windows node pools every pod template selects an operating system.',
      ],
    },
    {
      name: "a pool whose OS is unknown",
      resource: pod({}),
      stack: [aksCluster(), aksPool({ osType: UNKNOWN })],
      messages: [
        'Pod "web": osType of AgentPool "pool1" is decided only during the deployment, so the rule cannot be proved in preview. In a program with Windows node pools every pod template selects an operating system.',
      ],
    },
  ],
});
