import type { Outcome } from "../recording";

/** What the operating system says about hardware virtualisation. */
export type PlatformOutput =
  | {
      readonly system: "linux";
      /** The line `flags` of the first processor in /proc/cpuinfo. Empty when there is none. */
      readonly cpuFlags: string;
      /** Whether /dev/kvm is there, and may be opened by this user. */
      readonly kvm: "usable" | "forbidden" | "missing";
    }
  | {
      readonly system: "darwin";
      /** `sysctl -n kern.hv_support`: 1 when the Hypervisor framework works. */
      readonly hvSupport: Outcome;
      /** `sysctl -n machdep.cpu.brand_string` */
      readonly processor: Outcome;
    }
  | {
      readonly system: "win32";
      /** `Get-ComputerInfo -Property HyperV*,CsProcessors` as JSON. */
      readonly computerInfo: Outcome;
    };
