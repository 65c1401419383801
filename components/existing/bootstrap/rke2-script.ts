import type { Rke2Bootstrap } from "../../../config/schema/existing/bootstrap";
import { nodeLabels, nodeTaints, reserveFlags } from "./kubelet-flags";
import { hereString, quote } from "./powershell";
import { firewall, functions, head, machine, readToken } from "./sections";
import type { BootstrapSpec } from "./spec";

const tokenFile = "C:\\etc\\rancher\\rke2\\token";

/**
 * A PowerShell script that makes a Windows machine an agent of an RKE2 cluster. containerd, its settings, the pause image
 * and the network plugin are RKE2's own.
 *
 * @param spec - cluster, pool and settings
 * @see https://docs.rke2.io/install/quickstart#windows-agent-worker-node-installation
 */
export function rke2Script(spec: BootstrapSpec<Rke2Bootstrap>): string {
  return [
    head(spec, `RKE2 ${spec.settings.version}`, "the token of /var/lib/rancher/rke2/server/node-token"),
    functions,
    machine(spec),
    readToken("^\\S{16,}$", "a token of RKE2"),
    agent(spec),
    firewall(spec.bgp),
    `Write-Step 'joining ${spec.settings.server}'
if (-not (Get-Service -Name rke2 -ErrorAction SilentlyContinue)) {
    Invoke-Program -Path 'C:\\usr\\local\\bin\\rke2.exe' -Arguments @('agent', 'service', '--add')
}
Restart-Service -Name rke2
Write-Step 'the agent runs, and joins within minutes: delete the token file'
`,
  ].join("\n");
}

function agent({ settings, pool }: BootstrapSpec<Rke2Bootstrap>): string {
  const { version, checksums } = settings;
  const uri = `https://github.com/rancher/rke2/releases/download/${version.replace("+", "%2B")}/rke2-windows-amd64.exe`;
  const bin = "C:\\usr\\local\\bin";
  return `Write-Step 'installing RKE2 ${version}'
New-Item -ItemType Directory -Force -Path ${quote(bin)}, 'C:\\etc\\rancher\\rke2', 'C:\\var\\lib\\rancher\\rke2\\bin' | Out-Null
if (Get-Service -Name rke2 -ErrorAction SilentlyContinue) {
    Stop-Service -Name rke2 -Force
}
Save-VerifiedFile -Uri ${quote(uri)} -Checksum ${quote(checksums.rke2)} -Path '${bin}\\rke2.exe'
$folders = @('C:\\var\\lib\\rancher\\rke2\\bin', ${quote(bin)})
$path = [Environment]::GetEnvironmentVariable('Path', [EnvironmentVariableTarget]::Machine)
foreach ($folder in $folders) {
    if (($path -split ';') -notcontains $folder) {
        $path += ";$folder"
    }
}
[Environment]::SetEnvironmentVariable('Path', $path, [EnvironmentVariableTarget]::Machine)
$env:Path = $path
# The agent needs the token at every start.
New-Item -ItemType File -Force -Path ${quote(tokenFile)} | Out-Null
Protect-Path -Path ${quote(tokenFile)}
Set-Content -LiteralPath ${quote(tokenFile)} -Encoding ascii -NoNewline -Value $token
Set-Content -LiteralPath 'C:\\etc\\rancher\\rke2\\config.yaml' -Encoding ascii -Value ${hereString(agentConfig(settings, pool))}
`;
}

function agentConfig({ server, reservedMemoryMiB }: Rke2Bootstrap, pool: BootstrapSpec["pool"]): string {
  const list = (key: string, items: readonly string[]) => [
    `${key}:`,
    ...items.map((item) => `  - "${item}"`),
  ];
  return [
    `server: "${server}"`,
    `token-file: '${tokenFile}'`,
    ...list("node-label", nodeLabels(pool)),
    ...list("node-taint", nodeTaints(pool)),
    ...list("kubelet-arg", reserveFlags(reservedMemoryMiB)),
  ].join("\n");
}
