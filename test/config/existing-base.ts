import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import type { ExistingConfig } from "../../config/schema/existing";
import { context } from "./base";

const digest = "0123456789abcdef".repeat(4);

/** A small valid configuration of an existing kubeadm cluster, as it stands in a stack's file. */
export const existingBase = {
  target: "existing",
  environment: "dev",
  cluster: { kubernetesVersion: "1.36", distribution: "kubeadm" },
  kubeconfig: { path: "~/.kube/config" },
  nodePools: [
    { name: "linux", os: "Linux" },
    { name: "win", os: "Windows", release: "2022" },
  ],
  network: { cni: "calico" },
};

/** How machines join by kubeadm, for {@link existingBase}. */
export const kubeadmBootstrap = {
  method: "kubeadm",
  kubernetesVersion: "1.36.3",
  endpoint: "10.0.0.4:6443",
  caCertHash: `sha256:${digest}`,
  containerdVersion: "2.3.4",
  checksums: { containerd: digest, kubelet: digest, kubeadm: digest },
};

/** How machines join by RKE2. */
export const rke2Bootstrap = {
  method: "rke2",
  version: "v1.36.1+rke2r2",
  server: "https://10.0.0.4:9345",
  checksums: { rke2: digest },
};

/**
 * The checked configuration of these values for an existing cluster.
 *
 * @throws Error with the problems when there are any
 */
export function existingConfigOf(values: Readonly<Record<string, unknown>> = existingBase): ExistingConfig {
  const { config, problems } = parseConfig(values, context);
  if (config === undefined) throw new Error(problems.map(formatProblem).join("\n"));
  if (config.target !== "existing") throw new Error(`the configuration is for ${config.target}`);
  return config;
}

/** {@link existingBase} with the Windows pool changed; it is `nodePools[1]`. */
export function withWindowsPool(change: object): Readonly<Record<string, unknown>> {
  const [linux, windows] = existingBase.nodePools;
  return { ...existingBase, nodePools: [linux, { ...windows, ...change }] };
}
