#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Joins a Windows Server 2022 machine to the cluster mullion-dev as a node of the pool win, by RKE2 v1.36.1+rke2r2.

.DESCRIPTION
Rendered by "mullion bootstrap windows" from the configuration of the stack: change that, not this file. Every download
is checked against a SHA-256 checksum of the configuration. Nothing in this file is secret. It may run again: what is
done already is left alone or done anew.

.PARAMETER TokenFile
File that holds the token of /var/lib/rancher/rke2/server/node-token and nothing else. Let administrators alone read it, and
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

function Write-Step {
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
        throw "$Uri has the checksum $found and not ${Checksum}: it is not the file of the configuration, and was deleted"
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

$build = [Environment]::OSVersion.Version.Build
if ($build -ne 20348) {
    throw "the pool win is for Windows Server 2022 (build 20348), and this machine has build $build"
}

$restart = $false
foreach ($feature in @('Containers')) {
    if (-not (Get-WindowsFeature -Name $feature).Installed) {
        Write-Step "installing the Windows feature $feature"
        $restart = (Install-WindowsFeature -Name $feature).RestartNeeded -ne 'No' -or $restart
    }
}
if ($restart) {
    Write-Step 'restart this machine, then run the script again'
    exit 3010
}

$token = (Get-Content -LiteralPath $TokenFile -Raw).Trim()
if ($token -notmatch '^\S{16,}$') {
    throw "$TokenFile does not hold a token of RKE2"
}

Write-Step 'installing RKE2 v1.36.1+rke2r2'
New-Item -ItemType Directory -Force -Path 'C:\usr\local\bin', 'C:\etc\rancher\rke2', 'C:\var\lib\rancher\rke2\bin' | Out-Null
if (Get-Service -Name rke2 -ErrorAction SilentlyContinue) {
    Stop-Service -Name rke2 -Force
}
Save-VerifiedFile -Uri 'https://github.com/rancher/rke2/releases/download/v1.36.1%2Brke2r2/rke2-windows-amd64.exe' -Checksum '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' -Path 'C:\usr\local\bin\rke2.exe'
$folders = @('C:\var\lib\rancher\rke2\bin', 'C:\usr\local\bin')
$path = [Environment]::GetEnvironmentVariable('Path', [EnvironmentVariableTarget]::Machine)
foreach ($folder in $folders) {
    if (($path -split ';') -notcontains $folder) {
        $path += ";$folder"
    }
}
[Environment]::SetEnvironmentVariable('Path', $path, [EnvironmentVariableTarget]::Machine)
$env:Path = $path
# The agent needs the token at every start.
New-Item -ItemType File -Force -Path 'C:\etc\rancher\rke2\token' | Out-Null
Protect-Path -Path 'C:\etc\rancher\rke2\token'
Set-Content -LiteralPath 'C:\etc\rancher\rke2\token' -Encoding ascii -NoNewline -Value $token
Set-Content -LiteralPath 'C:\etc\rancher\rke2\config.yaml' -Encoding ascii -Value @'
server: "https://10.0.0.4:9345"
token-file: 'C:\etc\rancher\rke2\token'
node-label:
  - "mullion/pool=win"
  - "team=orders"
node-taint:
  - "os=windows:NoSchedule"
  - "dedicated=orders:NoSchedule"
kubelet-arg:
  - "kube-reserved=memory=512Mi"
  - "system-reserved=memory=1536Mi"
  - "eviction-hard=memory.available<200Mi,nodefs.available<10%,imagefs.available<15%"
  - "windows-priorityclass=ABOVE_NORMAL_PRIORITY_CLASS"
'@

if (-not (Get-NetFirewallRule -Name 'mullion-kubelet' -ErrorAction SilentlyContinue)) {
    New-NetFirewallRule -Name 'mullion-kubelet' -DisplayName 'mullion-kubelet' -Direction Inbound -Action Allow -Protocol TCP -LocalPort 10250 | Out-Null
}
if (-not (Get-NetFirewallRule -Name 'mullion-vxlan' -ErrorAction SilentlyContinue)) {
    New-NetFirewallRule -Name 'mullion-vxlan' -DisplayName 'mullion-vxlan' -Direction Inbound -Action Allow -Protocol UDP -LocalPort 4789 | Out-Null
}

Write-Step 'joining https://10.0.0.4:9345'
if (-not (Get-Service -Name rke2 -ErrorAction SilentlyContinue)) {
    Invoke-Program -Path 'C:\usr\local\bin\rke2.exe' -Arguments @('agent', 'service', '--add')
}
Restart-Service -Name rke2
Write-Step 'the agent runs, and joins within minutes: delete the token file'
