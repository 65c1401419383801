import { distributionCniSupport, distributions } from "../../../catalogue/existing";
import { contains, overlap, parseCidr, parseIp } from "../../cidr";
import type { Problem } from "../../problem";
import type { ExistingConfig } from "../../schema/existing";
import type { ExistingNetwork } from "../../schema/existing/network";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

const operatorUrl = "https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/operator";
const servicesUrl = "https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/";

/** The plugin works with Windows nodes where there are any, its mode fits it, and ranges keep apart. */
export const network: Rule<ExistingConfig> = (config) => [
  ...pluginProblems(config),
  ...modeProblems(config.network),
  ...installProblems(config),
  ...rangeProblems(config.network),
];

function pluginProblems({ cluster, nodePools, network: { cni } }: ExistingConfig): Problem[] {
  if (!nodePools.some(({ os }) => os === "Windows")) return [];
  const { verdict, reason, source } = distributionCniSupport(cluster.distribution, cni);
  if (verdict !== "deny") return [];
  const fix = distributions[cluster.distribution].windows
    ? `use ${distributions[cluster.distribution].cnis.join(" or ")}, or remove the Windows pools`
    : "remove the Windows pools";
  return [
    {
      path: "network.cni",
      value: cni,
      reason: `cannot be used with Windows nodes: ${clause(reason)}`,
      fix,
      ...documentedIn(source),
    },
  ];
}

function modeProblems({ cni, mode }: ExistingNetwork): Problem[] {
  const needed = { bgp: "calico", "host-gw": "flannel", vxlan: undefined }[mode];
  if (needed === undefined || needed === cni) return [];
  const reason = `is a mode of ${needed}, and network.cni is ${cni}`;
  return [{ path: "network.mode", value: mode, reason, fix: "remove it, or correct network.cni" }];
}

function installProblems({ cluster, network: { cni, installCalico } }: ExistingConfig): Problem[] {
  if (installCalico === undefined) return [];
  const at = { path: "network.installCalico", url: operatorUrl };
  const { bringsCni, title } = distributions[cluster.distribution];
  return [
    ...(cni === "calico"
      ? []
      : [{ ...at, reason: `does not fit network.cni ${cni}`, fix: "remove one of them" }]),
    ...(bringsCni
      ? [{ ...at, reason: `must not be set: ${title} installs its network itself`, fix: "remove it" }]
      : []),
  ];
}

function rangeProblems({ serviceCidr, dnsServiceIp, installCalico }: ExistingNetwork): Problem[] {
  const services = parseCidr(serviceCidr);
  if (services === undefined) return [];
  const dns = dnsServiceIp === undefined ? undefined : parseIp(dnsServiceIp);
  const pods = installCalico === undefined ? undefined : parseCidr(installCalico.podCidr);
  return [
    ...(dns !== undefined && !contains(services, { first: dns, last: dns, prefixLength: 32 })
      ? [
          {
            path: "network.dnsServiceIp",
            value: dnsServiceIp,
            reason: `must be within network.serviceCidr ${serviceCidr}`,
            fix: "correct one of them",
            url: servicesUrl,
          },
        ]
      : []),
    ...(pods !== undefined && overlap(pods, services)
      ? [
          {
            path: "network.installCalico.podCidr",
            value: installCalico?.podCidr,
            reason: `must not overlap network.serviceCidr ${serviceCidr}`,
            fix: "choose another range",
            url: operatorUrl,
          },
        ]
      : []),
  ];
}
