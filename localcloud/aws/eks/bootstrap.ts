/** What the user data of a Windows machine tells the bootstrap script of EKS. */
export interface Bootstrap {
  readonly clusterName: string;
  readonly endpoint: string | undefined;
  readonly certificateAuthority: string | undefined;
  /** Flags of the kubelet by name, without the dashes. */
  readonly kubelet: ReadonlyMap<string, string>;
}

/**
 * Reads user data: a call of `Start-EKSBootstrap.ps1` inside of `<powershell>`, with its parameters behind it or in the
 * hash table that it is splatted with.
 *
 * @param userData As in a launch template, base64.
 * @returns `undefined` when the script is not called, or is not told a cluster.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html#bootstrap-script-configuration-parameters
 */
export function readBootstrap(userData: string): Bootstrap | undefined {
  const text = Buffer.from(userData, "base64").toString("utf8");
  const script = /<powershell>([\s\S]*)<\/powershell>/i.exec(text)?.[1] ?? "";
  const clusterName = parameter(script, "EKSClusterName");
  if (!/Start-EKSBootstrap\.ps1/i.test(script) || clusterName === undefined) return undefined;
  return {
    clusterName,
    endpoint: parameter(script, "APIServerEndpoint"),
    certificateAuthority: parameter(script, "Base64ClusterCA"),
    kubelet: flags(parameter(script, "KubeletExtraArgs") ?? ""),
  };
}

function parameter(script: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*[=\\s]\\s*(?:'([^']*)'|"([^"]*)"|([^\\s'"]+))`, "i").exec(script);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** `--name=value` and `--name value`. */
function flags(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z][a-z0-9-]*)[= ]([^\s]+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}
