import { parseMinor } from "../../../catalogue/kubernetes-minors";
import type { Check } from "./finding";

const url = "https://kubernetes.io/releases/version-skew-policy/";

/** The control plane runs the minor that the configuration says. */
export const checkVersion: Check = ({ serverVersion, emulatedMinor }, { cluster: { kubernetesVersion } }) => {
  const found = emulatedMinor ?? parseMinor(serverVersion);
  if (found === parseMinor(kubernetesVersion)) return [];
  return [
    {
      level: "problem",
      path: "cluster.kubernetesVersion",
      value: kubernetesVersion,
      reason: `must be the minor of the cluster, which says ${emulatedMinor ?? serverVersion}`,
      fix: "correct it, or look whether the kubeconfig leads to the right cluster",
      url,
    },
  ];
};
