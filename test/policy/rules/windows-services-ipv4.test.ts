import { windowsServicesIpv4 } from "../../../policy/rules/windows-services-ipv4";
import { kubernetes, linuxSpec, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const service = (spec: Record<string, unknown>) =>
  kubernetes("core/v1:Service", { spec: { selector: { app: "web" }, ...spec } });
const web = (spec: Record<string, unknown>) =>
  kubernetes("apps/v1:Deployment", { spec: { template: { metadata: { labels: { app: "web" } }, spec } } });
const reason =
  'It stands before the Windows pods of Deployment "web", and Windows nodes have no pods with IPv6 only and two families only with some networks';

ruleTest(windowsServicesIpv4, {
  valid: [
    { name: "IPv4", resource: service({ ipFamilies: ["IPv4"] }), stack: [web(windowsSpec())] },
    {
      name: "dual stack where there is one",
      resource: service({ ipFamilyPolicy: "PreferDualStack" }),
      stack: [web(windowsSpec())],
    },
    {
      name: "IPv6 before Linux pods",
      resource: service({ ipFamilies: ["IPv6"] }),
      stack: [web(linuxSpec())],
    },
    {
      name: "IPv6 before other pods",
      resource: service({ ipFamilies: ["IPv6"], selector: { app: "api" } }),
      stack: [web(windowsSpec())],
    },
    {
      name: "IPv6 without selector",
      resource: service({ ipFamilies: ["IPv6"], selector: undefined }),
      stack: [web(windowsSpec())],
    },
    {
      name: "IPv6 before pods of another namespace",
      resource: service({ ipFamilies: ["IPv6"] }),
      stack: [
        {
          ...web(windowsSpec()),
          properties: { ...web(windowsSpec()).properties, metadata: { name: "web", namespace: "other" } },
        },
      ],
    },
  ],
  invalid: [
    {
      name: "IPv6 only",
      resource: service({ ipFamilies: ["IPv6"] }),
      stack: [web(windowsSpec())],
      messages: [`Service "web": spec.ipFamilies is ["IPv6"]: ${reason}. Use ["IPv4"].`],
    },
    {
      name: "dual stack",
      resource: service({ ipFamilies: ["IPv4", "IPv6"], ipFamilyPolicy: "RequireDualStack" }),
      stack: [web(windowsSpec())],
      messages: [
        `Service "web": spec.ipFamilyPolicy is "RequireDualStack": ${reason}. Use "PreferDualStack" or "SingleStack".`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown policy",
      resource: service({ ipFamilyPolicy: UNKNOWN }),
      messages: [
        'Service "web": spec.ipFamilyPolicy is decided only during the deployment, so the rule cannot be proved in preview. Services in front of Windows pods are not IPv6 only and do not require dual stack.',
      ],
    },
  ],
});
