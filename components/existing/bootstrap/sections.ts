import { windowsReleases } from "../../../catalogue/windows-releases";
import { quote } from "./powershell";
import type { BootstrapSpec } from "./spec";

/** Help, parameters and settings of the session, the same for every way to join. */
export function head({ clusterName, pool }: BootstrapSpec, join: string, token: string): string {
  const { title } = windowsReleases[pool.release];
  return `#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Joins a ${title} machine to the cluster ${clusterName} as a node of the pool ${pool.name}, by ${join}.

.DESCRIPTION
Rendered by "mullion bootstrap windows" from the configuration of the stack: change that, not this file. Every download
is checked against a SHA-256 checksum of the configuration. Nothing in this file is secret. It may run again: what is
done already is left alone or done anew.

.PARAMETER TokenFile
File that holds ${token} and nothing else. Let administrators alone read it, and
delete it when the node has joined.

.NOTES
Exit codes: 0 joined, 1 failed, 3010 restart the machine and run the script again.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $TokenFile
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# The progress bar makes downloads many times slower in Windows PowerShell.
$ProgressPreference = 'SilentlyContinue'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
`;
}

/** Functions that the rest uses. */
export const functions = `function Write-Step {
    param([Parameter(Mandatory = $true)] [string] $Text)
    Write-Output ("{0:HH:mm:ss} {1}" -f (Get-Date), $Text)
}

function Save-VerifiedFile {
    param(
        [Parameter(Mandatory = $true)] [string] $Uri,
        [Parameter(Mandatory = $true)] [string] $Checksum,
        [Parameter(Mandatory = $true)] [string] $Path
    )
    if ((Test-Path -LiteralPath $Path) -and (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash -eq $Checksum) {
        return
    }
    Write-Step "downloading $Uri"
    $download = "$Path.download"
    Invoke-WebRequest -UseBasicParsing -Uri $Uri -OutFile $download
    $found = (Get-FileHash -LiteralPath $download -Algorithm SHA256).Hash
    if ($found -ne $Checksum) {
        Remove-Item -LiteralPath $download -Force
        throw "$Uri has the checksum $found and not \${Checksum}: it is not the file of the configuration, and was deleted"
    }
    Move-Item -LiteralPath $download -Destination $Path -Force
}

function Invoke-Program {
    param(
        [Parameter(Mandatory = $true)] [string] $Path,
        [Parameter(Mandatory = $true)] [string[]] $Arguments
    )
    & $Path @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "$Path ended with exit code $LASTEXITCODE"
    }
}

function Protect-Path {
    param([Parameter(Mandatory = $true)] [string] $Path)
    # SYSTEM and Administrators by their identifiers: their names depend on the language of Windows.
    Invoke-Program -Path 'icacls.exe' -Arguments @($Path, '/inheritance:r', '/grant', '*S-1-5-18:F', '*S-1-5-32-544:F', '/q')
}
`;

/** The machine is the right one, and has what containers need. */
export function machine({ pool, bgp }: BootstrapSpec): string {
  const { build, title } = windowsReleases[pool.release];
  const features = [
    "Containers",
    ...(bgp ? ["RemoteAccess", "Routing", "RSAT-RemoteAccess-PowerShell"] : []),
  ];
  return `$build = [Environment]::OSVersion.Version.Build
if ($build -ne ${String(build)}) {
    throw "the pool ${pool.name} is for ${title} (build ${String(build)}), and this machine has build $build"
}

$restart = $false
foreach ($feature in @(${features.map(quote).join(", ")})) {
    if (-not (Get-WindowsFeature -Name $feature).Installed) {
        Write-Step "installing the Windows feature $feature"
        $restart = (Install-WindowsFeature -Name $feature).RestartNeeded -ne 'No' -or $restart
    }
}
if ($restart) {
    Write-Step 'restart this machine, then run the script again'
    exit 3010
}
${
  bgp
    ? `
# Calico's BGP on Windows is Windows' own.
Install-RemoteAccess -VpnType RoutingOnly
Start-Service -Name RemoteAccess
`
    : ""
}`;
}

/** Reads the token and checks that it is one, without ever writing it out. */
export function readToken(pattern: string, what: string): string {
  return `$token = (Get-Content -LiteralPath $TokenFile -Raw).Trim()
if ($token -notmatch ${quote(pattern)}) {
    throw "$TokenFile does not hold ${what}"
}
`;
}

/** Ports that other nodes must reach. */
export function firewall(bgp: boolean): string {
  const rules: readonly (readonly [string, string, string])[] = [
    ["mullion-kubelet", "TCP", "10250"],
    bgp ? ["mullion-bgp", "TCP", "179"] : ["mullion-vxlan", "UDP", "4789"],
  ];
  return `${rules
    .map(
      ([
        name,
        protocol,
        port,
      ]) => `if (-not (Get-NetFirewallRule -Name ${quote(name)} -ErrorAction SilentlyContinue)) {
    New-NetFirewallRule -Name ${quote(name)} -DisplayName ${quote(name)} -Direction Inbound -Action Allow -Protocol ${protocol} -LocalPort ${port} | Out-Null
}`,
    )
    .join("\n")}
`;
}
