import { cniSigns, cnisOf } from "../../../catalogue/existing";
import type { ExistingConfig } from "../../../config/schema/existing";
import type { CalicoFacts, ClusterFacts, FlannelFacts } from "./facts";
import type { Check, Finding } from "./finding";

const calicoUrl =
  "https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/requirements";
const flannelUrl = "https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md";

/** Lowest network identifier, and the only port, that VXLAN has on Windows. @see catalogue/cni.ts, flannel */
const windowsVxlan = { vni: 4096, port: 4789 } as const;

/** The network plugin is the one that the configuration says, and set up for Windows nodes where there are any. */
export const checkNetwork: Check = (facts, config) => [
  ...plugin(facts, config),
  ...(config.nodePools.some(({ os }) => os === "Windows") ? windowsSetUp(facts, config) : []),
];

function plugin({ daemonSets }: ClusterFacts, { network }: ExistingConfig): Finding[] {
  const found = cnisOf(daemonSets);
  const recognised = cniSigns.some(({ cni }) => cni === network.cni);
  const others = found.filter((cni) => cni !== network.cni);
  const at = { level: "problem", path: "network.cni", value: network.cni } as const;
  if (others.length > 0 && !found.includes(network.cni)) {
    const reason = `must be the network plugin of the cluster, which runs ${others.join(" and ")}`;
    return [{ ...at, reason, fix: "correct it; two plugins in one cluster take each other's addresses" }];
  }
  if (network.installCalico !== undefined || !recognised || found.includes(network.cni)) return [];
  const fix = network.cni === "calico" ? "install it, or set network.installCalico" : "install it first";
  return [{ ...at, reason: "is not found in the cluster", fix }];
}

function windowsSetUp(facts: ClusterFacts, { network }: ExistingConfig): Finding[] {
  const { calico, flannel, strictAffinity } = facts;
  return [
    ...(flannel !== undefined && network.cni === "flannel" ? flannelSetUp(flannel) : []),
    // What Mullion installs is right, or about to become so.
    ...(calico !== undefined && network.installCalico === undefined ? calicoSetUp(calico, network) : []),
    ...(strictAffinity === false && network.cni === "calico" ? [looseAffinity] : []),
  ];
}

const looseAffinity: Finding = {
  level: "warning",
  path: "network.cni",
  reason: "gives Windows pods no addresses: Calico's IPAM has strictAffinity false",
  fix: `run: kubectl patch ipamconfigurations default --type merge --patch '{"spec":{"strictAffinity":true}}'`,
  url: "https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/operator",
};

function flannelSetUp({ type, vni = 1, port = 8472 }: FlannelFacts): Finding[] {
  const at = { level: "problem", path: "network.cni", url: flannelUrl } as const;
  if (type === "host-gw") return [];
  if (type !== "vxlan") {
    const reason = `is Flannel with the backend ${type === "" ? "that its ConfigMap does not name" : type}, which Windows nodes do not have`;
    return [{ ...at, reason, fix: "use host-gw or vxlan" }];
  }
  if (vni >= windowsVxlan.vni && port === windowsVxlan.port) return [];
  const reason = `is Flannel with VNI ${String(vni)} and port ${String(port)}; Windows needs a VNI of ${String(windowsVxlan.vni)} or more and port ${String(windowsVxlan.port)}`;
  return [{ ...at, reason, fix: "change both in the ConfigMap kube-flannel-cfg, and restart every node" }];
}

function calicoSetUp(calico: CalicoFacts, { serviceCidr }: ExistingConfig["network"]): Finding[] {
  const { windowsDataplane, bgp, encapsulations, serviceCidrs } = calico;
  const at = { level: "problem", path: "network.cni", url: calicoUrl } as const;
  const wrong = encapsulations.filter((one) => one !== "VXLAN" && one !== "None");
  const findings: Finding[] = [];
  const say = (reason: string, fix: string): void => void findings.push({ ...at, reason, fix });
  if (windowsDataplane !== "HNS") {
    say(
      "is Calico without its Windows data plane",
      "set calicoNetwork.windowsDataplane to HNS in the Installation default",
    );
  }
  if (wrong.length > 0) {
    say(
      `is Calico with the encapsulation ${wrong.join(", ")}, which Windows nodes do not have`,
      "use VXLAN, or None with BGP",
    );
  }
  if (encapsulations.includes("VXLAN") && bgp !== "Disabled") {
    say(
      "is Calico with VXLAN beside BGP, which Windows nodes do not take",
      "set calicoNetwork.bgp to Disabled",
    );
  }
  if (!serviceCidrs.includes(serviceCidr)) {
    say(
      `is Calico with serviceCIDRs ${serviceCidrs.join(", ") || "empty"}, and network.serviceCidr is ${serviceCidr}`,
      "give both the range that the API server was started with",
    );
  }
  return findings;
}
