/** Folder on Windows nodes where the probe writes and windows_exporter reads. */
export const probeDirectory = "C:\\ProgramData\\mullion\\metrics";

/**
 * Writes what windows_exporter has no collector for: HNS endpoints of the node's pods, addresses that have more than one,
 * and the day of the newest update. Runs on the node itself, as the textfile collector asks for.
 *
 * @see https://github.com/prometheus-community/windows_exporter/blob/master/docs/collector.textfile.md
 * @see https://github.com/Azure/AKS/issues/5653 for the check of duplicate endpoints
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.management/get-hotfix
 */
export const probeScript = `param([string]$Directory, [int]$IntervalSeconds = 60)
$ErrorActionPreference = 'Stop'
New-Item -ItemType Directory -Force -Path $Directory | Out-Null
$file = Join-Path $Directory 'mullion.prom'

function Get-Metrics {
    # Endpoints of other nodes belong to kube-proxy, and there is one for each backend of a Service.
    $endpoints = @(Get-HnsEndpoint | Where-Object { -not $_.IsRemoteEndpoint })
    $duplicates = @($endpoints | Where-Object { $_.IPAddress } | Group-Object IPAddress | Where-Object { $_.Count -gt 1 })
    '# TYPE mullion_windows_hns_endpoints gauge'
    "mullion_windows_hns_endpoints $($endpoints.Count)"
    '# TYPE mullion_windows_hns_duplicate_addresses gauge'
    "mullion_windows_hns_duplicate_addresses $($duplicates.Count)"
    $newest = Get-HotFix | Where-Object { $_.InstalledOn } | Sort-Object InstalledOn | Select-Object -Last 1
    if ($newest) {
        '# TYPE mullion_windows_newest_update_timestamp_seconds gauge'
        "mullion_windows_newest_update_timestamp_seconds $(([DateTimeOffset]$newest.InstalledOn).ToUnixTimeSeconds())"
    }
}

while ($true) {
    try {
        # The exporter must never read half a file, and wants a line feed at its end.
        [IO.File]::WriteAllText("$file.new", ((Get-Metrics) -join "\`n") + "\`n")
        Move-Item -Force -Path "$file.new" -Destination $file
    } catch {
        Write-Output "Probe failed: $_"
    }
    Start-Sleep -Seconds $IntervalSeconds
}
`;
