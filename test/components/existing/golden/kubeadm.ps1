#Requires -Version 5.1
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Joins a Windows Server 2022 machine to the cluster mullion-dev as a node of the pool win, by kubeadm 1.36.3.

.DESCRIPTION
Rendered by "mullion bootstrap windows" from the configuration of the stack: change that, not this file. Every download
is checked against a SHA-256 checksum of the configuration. Nothing in this file is secret. It may run again: what is
done already is left alone or done anew.

.PARAMETER TokenFile
File that holds the token that "kubeadm token create" prints and nothing else. Let administrators alone read it, and
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
if ($token -notmatch '^[a-z0-9]{6}\.[a-z0-9]{16}$') {
    throw "$TokenFile does not hold a token such as abcdef.0123456789abcdef"
}

Write-Step 'installing containerd 2.3.4'
$containerd = "$env:ProgramFiles\containerd"
New-Item -ItemType Directory -Force -Path $containerd, 'C:\opt\cni\bin', 'C:\etc\cni\net.d', 'C:\var\log' | Out-Null
Save-VerifiedFile -Uri 'https://github.com/containerd/containerd/releases/download/v2.3.4/containerd-2.3.4-windows-amd64.tar.gz' -Checksum '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' -Path "$containerd\containerd-2.3.4-windows-amd64.tar.gz"
if (Get-Service -Name containerd -ErrorAction SilentlyContinue) {
    Stop-Service -Name containerd -Force
}
Invoke-Program -Path 'tar.exe' -Arguments @('-xf', "$containerd\containerd-2.3.4-windows-amd64.tar.gz", '-C', $containerd, '--strip-components=1')
Set-Content -LiteralPath "$containerd\config.toml" -Encoding ascii -Value @'
version = 3

[plugins.'io.containerd.cri.v1.images']
  snapshotter = 'windows'

[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = 'mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2'

[plugins.'io.containerd.cri.v1.runtime'.containerd]
  default_runtime_name = 'runhcs-wcow-process'

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-process]
  runtime_type = 'io.containerd.runhcs.v1'
  container_annotations = ['io.microsoft.container.*']

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-process.options]
  ScrubLogs = true

[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = ['C:\opt\cni\bin']
  conf_dir = 'C:\etc\cni\net.d'
'@
if (-not (Get-Service -Name containerd -ErrorAction SilentlyContinue)) {
    Invoke-Program -Path "$containerd\containerd.exe" -Arguments @('--register-service', '--log-file', 'C:\var\log\containerd.log')
}
Set-Service -Name containerd -StartupType Automatic
Start-Service -Name containerd

Write-Step 'installing kubelet and kubeadm 1.36.3'
New-Item -ItemType Directory -Force -Path 'C:\k', 'C:\var\lib\kubelet', 'C:\etc\kubernetes' | Out-Null
if (Get-Service -Name kubelet -ErrorAction SilentlyContinue) {
    Stop-Service -Name kubelet -Force
    Invoke-Program -Path 'sc.exe' -Arguments @('delete', 'kubelet')
}
Save-VerifiedFile -Uri 'https://dl.k8s.io/release/v1.36.3/bin/windows/amd64/kubelet.exe' -Checksum '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' -Path 'C:\k\kubelet.exe'
Save-VerifiedFile -Uri 'https://dl.k8s.io/release/v1.36.3/bin/windows/amd64/kubeadm.exe' -Checksum '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' -Path 'C:\k\kubeadm.exe'
$flags = @(
    '--windows-service'
    '--config=C:\var\lib\kubelet\config.yaml'
    '--bootstrap-kubeconfig=C:\etc\kubernetes\bootstrap-kubelet.conf'
    '--kubeconfig=C:\etc\kubernetes\kubelet.conf'
    '--cert-dir=C:\var\lib\kubelet\pki'
    '--container-runtime-endpoint=npipe:////./pipe/containerd-containerd'
    '--cgroups-per-qos=false'
    '--enforce-node-allocatable=none'
    '--node-labels=mullion/pool=win,team=orders'
    '--register-with-taints=os=windows:NoSchedule,dedicated=orders:NoSchedule'
    '--kube-reserved=memory=512Mi'
    '--system-reserved=memory=1536Mi'
    '--eviction-hard=memory.available<200Mi,nodefs.available<10%,imagefs.available<15%'
    '--windows-priorityclass=ABOVE_NORMAL_PRIORITY_CLASS'
)
New-Service -Name kubelet -StartupType Automatic -DependsOn containerd -BinaryPathName ('C:\k\kubelet.exe ' + ($flags -join ' ')) | Out-Null
# kubeadm starts it; when it ends by itself, Windows starts it again.
Invoke-Program -Path 'sc.exe' -Arguments @('failure', 'kubelet', 'reset=', '3600', 'actions=', 'restart/10000')

if (-not (Get-NetFirewallRule -Name 'mullion-kubelet' -ErrorAction SilentlyContinue)) {
    New-NetFirewallRule -Name 'mullion-kubelet' -DisplayName 'mullion-kubelet' -Direction Inbound -Action Allow -Protocol TCP -LocalPort 10250 | Out-Null
}
if (-not (Get-NetFirewallRule -Name 'mullion-vxlan' -ErrorAction SilentlyContinue)) {
    New-NetFirewallRule -Name 'mullion-vxlan' -DisplayName 'mullion-vxlan' -Direction Inbound -Action Allow -Protocol UDP -LocalPort 4789 | Out-Null
}

if (Test-Path -LiteralPath 'C:\etc\kubernetes\kubelet.conf') {
    Write-Step 'this machine is a node already: starting the kubelet'
    Start-Service -Name kubelet
    exit 0
}
Write-Step 'joining 10.0.0.4:6443'
# The token goes into a file that nobody else can read, and not onto a command line that every process can see.
$join = 'C:\k\join.yaml'
try {
    New-Item -ItemType File -Force -Path $join | Out-Null
    Protect-Path -Path $join
    $configuration = @'
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    apiServerEndpoint: "10.0.0.4:6443"
    caCertHashes: ["sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]
    token: "<token>"
nodeRegistration:
  criSocket: "npipe:////./pipe/containerd-containerd"
'@
    Set-Content -LiteralPath $join -Encoding ascii -Value $configuration.Replace('<token>', $token)
    Set-Location -Path 'C:\'
    Invoke-Program -Path 'C:\k\kubeadm.exe' -Arguments @('join', '--config', $join)
}
finally {
    Remove-Item -LiteralPath $join -Force -ErrorAction SilentlyContinue
}
Write-Step 'joined: delete the token file'
