import type { KubeadmBootstrap } from "../../../config/schema/existing/bootstrap";
import { cniFolders, containerdConfig, containerdLog } from "./containerd-config";
import { nodeLabels, nodeTaints, reserveFlags } from "./kubelet-flags";
import { hereString, listLines, quote } from "./powershell";
import { firewall, functions, head, machine, readToken } from "./sections";
import type { BootstrapSpec } from "./spec";

const criSocket = "npipe:////./pipe/containerd-containerd";

/**
 * A PowerShell script that makes a Windows machine a node of a kubeadm cluster. The kubelet is a Windows service by
 * itself, without a wrapper.
 *
 * @param spec - cluster, pool and settings
 * @see https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/adding-windows-nodes/
 */
export function kubeadmScript(spec: BootstrapSpec<KubeadmBootstrap>): string {
  return [
    head(spec, `kubeadm ${spec.settings.kubernetesVersion}`, 'the token that "kubeadm token create" prints'),
    functions,
    machine(spec),
    readToken("^[a-z0-9]{6}\\.[a-z0-9]{16}$", "a token such as abcdef.0123456789abcdef"),
    containerd(spec.settings),
    kubelet(spec),
    firewall(spec.bgp),
    join(spec.settings),
  ].join("\n");
}

function containerd({ containerdVersion, checksums, pauseImage }: KubeadmBootstrap): string {
  const archive = `containerd-${containerdVersion}-windows-amd64.tar.gz`;
  const uri = `https://github.com/containerd/containerd/releases/download/v${containerdVersion}/${archive}`;
  return `Write-Step 'installing containerd ${containerdVersion}'
$containerd = "$env:ProgramFiles\\containerd"
New-Item -ItemType Directory -Force -Path $containerd, ${quote(cniFolders.bin)}, ${quote(cniFolders.conf)}, 'C:\\var\\log' | Out-Null
Save-VerifiedFile -Uri ${quote(uri)} -Checksum ${quote(checksums.containerd)} -Path "$containerd\\${archive}"
if (Get-Service -Name containerd -ErrorAction SilentlyContinue) {
    Stop-Service -Name containerd -Force
}
Invoke-Program -Path 'tar.exe' -Arguments @('-xf', "$containerd\\${archive}", '-C', $containerd, '--strip-components=1')
Set-Content -LiteralPath "$containerd\\config.toml" -Encoding ascii -Value ${hereString(containerdConfig(pauseImage))}
if (-not (Get-Service -Name containerd -ErrorAction SilentlyContinue)) {
    Invoke-Program -Path "$containerd\\containerd.exe" -Arguments @('--register-service', '--log-file', ${quote(containerdLog)})
}
Set-Service -Name containerd -StartupType Automatic
Start-Service -Name containerd
`;
}

function kubelet({ settings, pool }: BootstrapSpec<KubeadmBootstrap>): string {
  const { kubernetesVersion, checksums } = settings;
  const release = `https://dl.k8s.io/release/v${kubernetesVersion}/bin/windows/amd64`;
  const flags = [
    "windows-service",
    "config=C:\\var\\lib\\kubelet\\config.yaml",
    "bootstrap-kubeconfig=C:\\etc\\kubernetes\\bootstrap-kubelet.conf",
    "kubeconfig=C:\\etc\\kubernetes\\kubelet.conf",
    "cert-dir=C:\\var\\lib\\kubelet\\pki",
    `container-runtime-endpoint=${criSocket}`,
    // Windows has no cgroups to enforce anything with; the reserves only lower what pods are promised.
    "cgroups-per-qos=false",
    "enforce-node-allocatable=none",
    `node-labels=${nodeLabels(pool).join(",")}`,
    `register-with-taints=${nodeTaints(pool).join(",")}`,
    ...reserveFlags(settings.reservedMemoryMiB),
  ].map((flag) => `--${flag}`);
  return `Write-Step 'installing kubelet and kubeadm ${kubernetesVersion}'
New-Item -ItemType Directory -Force -Path 'C:\\k', 'C:\\var\\lib\\kubelet', 'C:\\etc\\kubernetes' | Out-Null
if (Get-Service -Name kubelet -ErrorAction SilentlyContinue) {
    Stop-Service -Name kubelet -Force
    Invoke-Program -Path 'sc.exe' -Arguments @('delete', 'kubelet')
}
Save-VerifiedFile -Uri ${quote(`${release}/kubelet.exe`)} -Checksum ${quote(checksums.kubelet)} -Path 'C:\\k\\kubelet.exe'
Save-VerifiedFile -Uri ${quote(`${release}/kubeadm.exe`)} -Checksum ${quote(checksums.kubeadm)} -Path 'C:\\k\\kubeadm.exe'
$flags = @(
${listLines(flags)}
)
New-Service -Name kubelet -StartupType Automatic -DependsOn containerd -BinaryPathName ('C:\\k\\kubelet.exe ' + ($flags -join ' ')) | Out-Null
# kubeadm starts it; when it ends by itself, Windows starts it again.
Invoke-Program -Path 'sc.exe' -Arguments @('failure', 'kubelet', 'reset=', '3600', 'actions=', 'restart/10000')
`;
}

function join({ endpoint, caCertHash }: KubeadmBootstrap): string {
  const configuration = (token: string) =>
    [
      "apiVersion: kubeadm.k8s.io/v1beta4",
      "kind: JoinConfiguration",
      "discovery:",
      "  bootstrapToken:",
      `    apiServerEndpoint: "${endpoint}"`,
      `    caCertHashes: ["${caCertHash}"]`,
      `    token: "${token}"`,
      "nodeRegistration:",
      `  criSocket: "${criSocket}"`,
    ].join("\n");
  return `if (Test-Path -LiteralPath 'C:\\etc\\kubernetes\\kubelet.conf') {
    Write-Step 'this machine is a node already: starting the kubelet'
    Start-Service -Name kubelet
    exit 0
}
Write-Step 'joining ${endpoint}'
# The token goes into a file that nobody else can read, and not onto a command line that every process can see.
$join = 'C:\\k\\join.yaml'
try {
    New-Item -ItemType File -Force -Path $join | Out-Null
    Protect-Path -Path $join
    $configuration = ${hereString(configuration("<token>"))}
    Set-Content -LiteralPath $join -Encoding ascii -Value $configuration.Replace('<token>', $token)
    Set-Location -Path 'C:\\'
    Invoke-Program -Path 'C:\\k\\kubeadm.exe' -Arguments @('join', '--config', $join)
}
finally {
    Remove-Item -LiteralPath $join -Force -ErrorAction SilentlyContinue
}
Write-Step 'joined: delete the token file'
`;
}
