import type { ExistingConfig } from "../../../config/schema/existing";
import { kubeadmScript } from "./kubeadm-script";
import { rke2Script } from "./rke2-script";
import type { WindowsPool } from "./spec";

/**
 * The PowerShell script that joins machines of a Windows pool: the same text for the same configuration, with nothing
 * secret in it.
 *
 * @param config - configuration with `windowsBootstrap`
 * @param pool - one of its Windows pools
 * @returns `undefined` when the configuration does not say how machines join
 */
export function windowsBootstrapScript(config: ExistingConfig, pool: WindowsPool): string | undefined {
  const { windowsBootstrap: settings, network } = config;
  if (settings === undefined) return undefined;
  const spec = { clusterName: config.name, pool, bgp: network.cni === "calico" && network.mode === "bgp" };
  switch (settings.method) {
    case "kubeadm":
      return kubeadmScript({ ...spec, settings });
    case "rke2":
      return rke2Script({ ...spec, settings });
  }
}

/** The Windows pools of a configuration, in its order. */
export function windowsPools({ nodePools }: ExistingConfig): readonly WindowsPool[] {
  return nodePools.flatMap((pool) => (pool.os === "Windows" ? [pool] : []));
}
