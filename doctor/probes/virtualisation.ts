import * as fs from "node:fs";

import type { System } from "../recording";
import type { Run } from "./command";
import type { PlatformOutput } from "./platform-output";

const COMPUTER_INFO = "Get-ComputerInfo -Property HyperV*,CsProcessors | ConvertTo-Json -Depth 3";

/**
 * Asks the operating system about hardware virtualisation.
 *
 * @see https://kubernetes.io/docs/tasks/tools/ and https://learn.microsoft.com/virtualization/hyper-v-on-windows/reference/hyper-v-requirements
 */
export async function probeVirtualisation(system: System, run: Run): Promise<PlatformOutput> {
  switch (system) {
    case "linux":
      return { system, cpuFlags: cpuFlags(), kvm: kvm() };
    case "darwin": {
      const [hvSupport, processor] = await Promise.all([
        run("sysctl", ["-n", "kern.hv_support"]),
        run("sysctl", ["-n", "machdep.cpu.brand_string"]),
      ]);
      return { system, hvSupport, processor };
    }
    case "win32":
      return {
        system,
        computerInfo: await run("powershell.exe", [
          "-NoProfile",
          "-NonInteractive",
          "-Command",
          COMPUTER_INFO,
        ]),
      };
  }
}

function cpuFlags(): string {
  try {
    const text = fs.readFileSync("/proc/cpuinfo", "utf8");
    return /^flags\s*:\s*(.*)$/m.exec(text)?.[1] ?? "";
  } catch {
    return "";
  }
}

function kvm(): "usable" | "forbidden" | "missing" {
  if (!fs.existsSync("/dev/kvm")) return "missing";
  try {
    fs.accessSync("/dev/kvm", fs.constants.R_OK | fs.constants.W_OK);
    return "usable";
  } catch {
    return "forbidden";
  }
}
