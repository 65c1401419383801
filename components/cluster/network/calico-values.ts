import { charts, osValues } from "../../../catalogue/charts";
import type { ChartValues } from "../../../catalogue/charts";
import type { CalicoSettings } from "../../../config/schema/existing/network";

/** How Calico carries packets, and where things are. */
export interface CalicoArgs extends Omit<CalicoSettings, "kubeProxyImage"> {
  /** Addresses of Services, as the API server was started with. */
  readonly serviceCidr: string;
  /** BGP without encapsulation instead of VXLAN. */
  readonly bgp: boolean;
}

/**
 * Values of the chart tigera-operator for a cluster with nodes of both operating systems. VXLAN is never limited to
 * other subnets, and stays on UDP port 4789, the only one that Windows has.
 *
 * @param args - ranges, API server and mode
 * @see https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/operator
 */
export function calicoValues({ apiServer, podCidr, serviceCidr, bgp }: CalicoArgs): ChartValues {
  const pins = osValues(charts["tigera-operator"]);
  const installation = typeof pins["installation"] === "object" ? pins["installation"] : {};
  return {
    ...pins,
    installation: {
      ...installation,
      enabled: true,
      cni: { type: "Calico", ipam: { type: "Calico" } },
      serviceCIDRs: [serviceCidr],
      calicoNetwork: {
        windowsDataplane: "HNS",
        bgp: bgp ? "Enabled" : "Disabled",
        ipPools: [{ cidr: podCidr, encapsulation: bgp ? "None" : "VXLAN", natOutgoing: "Enabled" }],
      },
    },
    // Calico's pods on Windows start before any Service works, so they need the address itself.
    kubernetesServiceEndpoint: { host: apiServer.host, port: String(apiServer.port) },
    // Flow logs and their page are Linux conveniences that nobody asked for.
    goldmane: { enabled: false },
    whisker: { enabled: false },
  };
}
