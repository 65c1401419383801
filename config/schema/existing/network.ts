import * as v from "valibot";
import { cnis } from "../../../catalogue/cni";
import type { CniName } from "../../../catalogue/cni";
import { parseIp } from "../../cidr";
import { rule } from "../advice";
import { ipRange, text, wholeNumber } from "../fields";

// A border with untyped data: the keys of a record are texts to the compiler.
const cniNames = Object.keys(cnis) as CniName[];

/** How pods of different nodes reach each other. */
const modes = ["vxlan", "bgp", "host-gw"] as const;

const calico = v.strictObject({
  apiServer: v.pipe(
    v.strictObject({
      host: v.pipe(text, v.description("Address or name of the API server that Windows nodes reach")),
      port: v.optional(wholeNumber(1, 65535, "ports"), 6443),
    }),
    v.description("Calico's Windows pods reach the API server here: no Service works before they run"),
  ),
  podCidr: v.pipe(ipRange, v.description("Addresses of pods")),
  kubeProxyImage: v.pipe(
    text,
    v.description(
      "Image of kube-proxy for Windows, which neither kubeadm nor Calico brings: sigwindowstools/kube-proxy with the tag of your Kubernetes patch, -calico-hostprocess",
    ),
  ),
});

/** The network that the cluster has, or gets. */
export const existingNetwork = v.strictObject({
  cni: v.pipe(
    v.picklist(
      cniNames,
      rule(`must be one of ${cniNames.join(", ")}`, "choose the network plugin of the cluster"),
    ),
    v.description("Network plugin of the cluster"),
  ),
  mode: v.optional(
    v.pipe(
      v.picklist(modes, rule(`must be one of ${modes.join(", ")}`, "choose how the plugin carries packets")),
      v.description("How the plugin carries packets between nodes"),
    ),
    "vxlan",
  ),
  serviceCidr: v.optional(
    v.pipe(ipRange, v.description("Addresses of Services, as the API server was started with")),
    "10.96.0.0/12",
  ),
  dnsServiceIp: v.optional(
    v.pipe(
      v.string(),
      v.check((ip) => parseIp(ip) !== undefined, rule("must be an IPv4 address", "correct it")),
      v.description("Address of the cluster's DNS; default: the tenth of serviceCidr"),
    ),
  ),
  installCalico: v.optional(
    v.pipe(calico, v.description("Install Calico with its Windows data plane by the Tigera operator")),
  ),
});

/** A checked network. */
export type ExistingNetwork = v.InferOutput<typeof existingNetwork>;
/** How Calico is to be installed. */
export type CalicoSettings = v.InferOutput<typeof calico>;
