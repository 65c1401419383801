import { eksAddons, eksWindowsAmiSupport, eksWindowsAmiTypeOf } from "../../../catalogue/eks";
import { parseMinor } from "../../../catalogue/kubernetes-minors";
import type { Problem } from "../../problem";
import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";
import { clause, documentedIn } from "../rule";

/** EKS has AMIs for the release of each Windows pool at the pool's Kubernetes minor, and add-ons know the release. */
export const windowsPools: Rule<EksConfig> = (config) => [...amiProblems(config), ...driverProblems(config)];

function amiProblems({ cluster, nodePools }: EksConfig): Problem[] {
  return nodePools.flatMap((pool, index) => {
    if (pool.os !== "Windows") return [];
    const minor = parseMinor(pool.kubernetesVersion ?? cluster.kubernetesVersion);
    if (minor === undefined) return [];
    const { verdict, reason, source } = eksWindowsAmiSupport(
      eksWindowsAmiTypeOf(pool.edition, pool.release),
      minor,
    );
    if (verdict !== "deny") return [];
    return {
      path: `nodePools[${String(index)}].release`,
      value: pool.release,
      reason: `cannot be used: ${clause(reason)}`,
      fix: "choose another release or another Kubernetes version",
      ...documentedIn(source),
    };
  });
}

function driverProblems({ nodePools, addonVersions: { ebsCsiDriver } }: EksConfig): Problem[] {
  const { windows2025Floor: floor, source } = eksAddons["aws-ebs-csi-driver"];
  const has2025 = nodePools.some((pool) => pool.os === "Windows" && pool.release === "2025");
  if (!has2025 || ebsCsiDriver === undefined || !isOlder(ebsCsiDriver, floor)) return [];
  return [
    {
      path: "addonVersions.ebsCsiDriver",
      value: ebsCsiDriver,
      reason: `must be at least v${floor} for nodes of Windows Server 2025`,
      fix: "choose a newer version, or leave it out",
      ...documentedIn(source),
    },
  ];
}

/** Whether the version of an add-on, `v1.55.0-eksbuild.1`, is older than a floor, `1.56.0`. */
function isOlder(version: string, floor: string): boolean {
  const [own, least] = [numbers(version), numbers(floor)];
  const index = own.findIndex((number, position) => number !== least[position]);
  return index >= 0 && (own[index] ?? 0) < (least[index] ?? 0);
}

function numbers(version: string): number[] {
  return (version.replace(/^v/, "").split("-")[0] ?? "").split(".").map(Number);
}
