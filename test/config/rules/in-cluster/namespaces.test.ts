import { base } from "../../base";
import { eksBase } from "../../eks-base";
import { ruleTest } from "../rule-test";

const named = (name: string) => [{ name: "apps" }, { name }];
const repository = { url: "https://github.com/contoso/fleet", path: "clusters/dev" };

ruleTest("namespaces of what a stack brings along", [
  { title: "are free where nothing asks for them", values: { ...base, namespaces: named("monitoring") } },
  {
    title: "belong to managed Prometheus, whose exporter is in one",
    values: { ...base, monitoring: { logs: false }, namespaces: named("monitoring") },
    lines: [
      'namespaces[1].name: is the namespace that monitoring.metrics makes, got "monitoring"; rename it',
    ],
  },
  {
    title: "are free where managed Prometheus has no Windows nodes to watch",
    values: {
      ...base,
      monitoring: { logs: false },
      nodePools: [base.nodePools[0]],
      namespaces: named("monitoring"),
    },
  },
  ...(["flux", "argocd"] as const).map((tool) => {
    const name = tool === "flux" ? "flux-system" : "argocd";
    return {
      title: `belong to ${tool}`,
      values: { ...eksBase, inCluster: { delivery: { tool, repository } }, namespaces: named(name) },
      lines: [`namespaces[1].name: is the namespace that inCluster.delivery makes, got "${name}"; rename it`],
    };
  }),
  {
    title: "belong to the Prometheus in the cluster",
    values: { ...eksBase, inCluster: { prometheus: {} }, namespaces: named("monitoring") },
    lines: [
      'namespaces[1].name: is the namespace that inCluster.prometheus makes, got "monitoring"; rename it',
    ],
  },
]);
