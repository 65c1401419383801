import { hostProcessInNamedNamespaces } from "../../../policy/rules/host-process-in-named-namespaces";
import { deployment, linuxSpec, pod, UNKNOWN, windowsContainer, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const parameters = { namespaces: ["monitoring", "agents"] };
const onHost = windowsSpec({ hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } } });
const oneOnHost = windowsSpec({
  hostNetwork: true,
  containers: [windowsContainer({ securityContext: { windowsOptions: { hostProcess: true } } })],
});
const within = (namespace: string) => ({ metadata: { name: "web", namespace } });
const refused = (namespace: string) =>
  `metadata.namespace is "${namespace}", and the pod is a HostProcess pod: Such a pod is an administrator of its node, whatever rights its author has. Put the pod into monitoring or agents, or make it an ordinary one.`;
const inNamespace = (resource: ReturnType<typeof pod>, namespace: string) => ({
  ...resource,
  properties: { ...resource.properties, ...within(namespace) },
});

ruleTest(hostProcessInNamedNamespaces, {
  valid: [
    { name: "an agent of the network in its namespace", resource: inNamespace(pod(onHost), "kube-flannel") },
    { name: "an exporter of node metrics", resource: inNamespace(pod(onHost), "monitoring") },
    {
      name: "a driver, although others are named",
      resource: inNamespace(pod(onHost), "kube-system"),
      parameters,
    },
    {
      name: "an ordinary Windows pod where no namespace is named",
      resource: inNamespace(pod(windowsSpec()), "apps"),
    },
    { name: "a HostProcess pod in its place", resource: inNamespace(pod(onHost), "agents"), parameters },
    {
      name: "an ordinary Windows pod elsewhere",
      resource: inNamespace(deployment(windowsSpec()), "apps"),
      parameters,
    },
    { name: "a Linux pod elsewhere", resource: inNamespace(pod(linuxSpec()), "apps"), parameters },
  ],
  invalid: [
    {
      name: "a HostProcess pod where no namespace is named",
      resource: inNamespace(pod(onHost), "apps"),
      messages: [
        'Pod "web": metadata.namespace is "apps", and the pod is a HostProcess pod: Such a pod is an administrator of its node, whatever rights its author has. Make the pod an ordinary one, or name its namespace in the configuration.',
      ],
    },
    {
      name: "a HostProcess pod elsewhere",
      resource: inNamespace(pod(onHost), "apps"),
      parameters,
      messages: [`Pod "web": ${refused("apps")}`],
    },
    {
      name: "one of its containers, in a Deployment without namespace",
      resource: deployment(oneOnHost),
      parameters,
      messages: [`Deployment "web": ${refused("default")}`],
    },
  ],
  unproved: [
    {
      name: "an unknown namespace",
      resource: inNamespace(pod(onHost), UNKNOWN),
      parameters,
      messages: [
        'Pod "web": metadata.namespace is decided only during the deployment, so the rule cannot be proved in preview. HostProcess pods are in the namespaces of node agents, and in those that the configuration names.',
      ],
    },
  ],
});
