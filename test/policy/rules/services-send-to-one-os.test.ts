import { servicesSendToOneOs } from "../../../policy/rules/services-send-to-one-os";
import type { Json } from "../../../policy/wire";
import { kubernetes, linuxSpec, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const service = (selector: unknown) =>
  kubernetes("core/v1:Service", { spec: { selector } }, { name: "service" });
const app = (name: string, spec: Json, labels: Json = { app: "shop" }) =>
  kubernetes(
    "apps/v1:Deployment",
    { metadata: { name }, spec: { template: { metadata: { labels }, spec } } },
    { name },
  );
const shop = service({ app: "shop" });
const mixed = (windows: string, linux: string) =>
  `Service "web": spec.selector matches the Windows pods of ${windows} and the Linux pods of ${linux}: A request meets one or the other by chance, and what Services can do differs between the two (session affinity, client addresses, IPv6). Give the pods labels of their own and each its Service, unless they really are the same program.`;

ruleTest(servicesSendToOneOs, {
  valid: [
    {
      name: "Windows pods only",
      resource: shop,
      stack: [app("iis", windowsSpec()), app("legacy", windowsSpec())],
    },
    { name: "Linux pods only", resource: shop, stack: [app("nginx", linuxSpec())] },
    {
      name: "labels of their own",
      resource: service({ app: "iis" }),
      stack: [app("iis", windowsSpec(), { app: "iis" }), app("nginx", linuxSpec(), { app: "nginx" })],
    },
    {
      name: "pods that say no OS",
      resource: shop,
      stack: [app("iis", windowsSpec()), app("any", { containers: [{ image: "registry.example/any:1" }] })],
    },
    {
      name: "no selector",
      resource: service(undefined),
      stack: [app("iis", windowsSpec()), app("nginx", linuxSpec())],
    },
  ],
  invalid: [
    {
      name: "one of each",
      resource: shop,
      stack: [app("iis", windowsSpec()), app("nginx", linuxSpec())],
      messages: [mixed('Deployment "iis"', 'Deployment "nginx"')],
    },
    {
      name: "a bare pod among them",
      resource: shop,
      stack: [
        app("iis", windowsSpec()),
        app("nginx", linuxSpec()),
        pod(linuxSpec(), {
          properties: { metadata: { name: "bare", labels: { app: "shop" } }, spec: linuxSpec() },
        }),
      ],
      messages: [mixed('Deployment "iis"', 'Pod "bare" and Deployment "nginx"')],
    },
  ],
  unproved: [
    {
      name: "an unknown selector",
      resource: service(UNKNOWN),
      stack: [app("iis", windowsSpec())],
      messages: [
        'Service "web": spec.selector is decided only during the deployment, so the rule cannot be proved in preview. The pods behind a Service are of one operating system.',
      ],
    },
  ],
});
