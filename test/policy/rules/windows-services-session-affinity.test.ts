import { windowsServicesSessionAffinity } from "../../../policy/rules/windows-services-session-affinity";
import type { Json } from "../../../policy/wire";
import {
  aksCluster,
  aksWindowsPool,
  kubernetes,
  linuxSpec,
  UNKNOWN,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const service = (spec: Json) =>
  kubernetes("core/v1:Service", { spec: { selector: { app: "iis" }, ...spec } }, { name: "service" });
const app = (spec: Json) =>
  kubernetes("apps/v1:Deployment", {
    metadata: { name: "iis" },
    spec: { template: { metadata: { labels: { app: "iis" } }, spec } },
  });
const pool = (osSKU: unknown) => [aksCluster(), aksWindowsPool({ osSKU })];
const sticky = { sessionAffinity: "ClientIP" };
const withTimeout = { ...sticky, sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } } };
const timeout =
  'Service "web": spec.sessionAffinityConfig.clientIP.timeoutSeconds is 600: It stands before the Windows pods of Deployment "iis", and Windows nodes do not know a time limit. Take it out.';
const old =
  'Service "web": spec.sessionAffinity is "ClientIP" before pods on AgentPool "win22a": Nodes before Windows Server 2022 spread the requests of a client over all pods. Keep sessions outside of the pods, use an ingress controller with cookies, or move the pods to a newer pool.';

ruleTest(windowsServicesSessionAffinity, {
  valid: [
    { name: "no affinity", resource: service({}), stack: [app(windowsSpec()), ...pool("Windows2019")] },
    {
      name: "a timeout that nothing comes of without affinity",
      resource: service({ ...withTimeout, sessionAffinity: "None" }),
      stack: [app(windowsSpec()), ...pool("Windows2019")],
    },
    {
      name: "affinity before Windows Server 2022",
      resource: service(sticky),
      stack: [app(windowsSpec()), ...pool("Windows2022")],
    },
    {
      name: "affinity before Linux pods",
      resource: service(withTimeout),
      stack: [app(linuxSpec()), ...pool("Windows2019")],
    },
    {
      name: "a pool without release",
      resource: service(sticky),
      stack: [app(windowsSpec()), ...pool(undefined)],
    },
    { name: "no pods", resource: service(withTimeout), stack: pool("Windows2019") },
  ],
  invalid: [
    {
      name: "a timeout",
      resource: service(withTimeout),
      stack: [app(windowsSpec()), ...pool("Windows2022")],
      messages: [timeout],
    },
    {
      name: "affinity before Windows Server 2019",
      resource: service(sticky),
      stack: [app(windowsSpec()), ...pool("Windows2019")],
      messages: [old],
    },
    {
      name: "both",
      resource: service(withTimeout),
      stack: [app(windowsSpec()), ...pool("Windows2019")],
      messages: [timeout, old],
    },
  ],
  unproved: [
    {
      name: "unknown affinity",
      resource: service({ sessionAffinity: UNKNOWN }),
      stack: [app(windowsSpec()), ...pool("Windows2022")],
      messages: [
        'Service "web": spec.sessionAffinity is decided only during the deployment, so the rule cannot be proved in preview. Services with session affinity in front of Windows pods set no timeout, and the pods run on Windows Server 2022 or later.',
      ],
    },
  ],
});
