import { linuxMountOptions } from "../../../../catalogue/csi";
import { isNamedForWindows } from "../cel/storage";
import { listOf, quote, when } from "../cel/text";
import type { Guardrail } from "../guardrail";

/** A storage class that by its name is for Windows names no options of the Linux client. */
export const windowsNoLinuxMountOptions: Guardrail = {
  name: "windows-no-linux-mount-options",
  level: "mandatory",
  url: "https://github.com/kubernetes-sigs/azurefile-csi-driver/issues/923",
  subject: "storageClasses",
  variables: () => [
    {
      name: "linuxOptions",
      expression:
        `dyn(object).?mountOptions.orValue([]).filter(o, ${listOf(linuxMountOptions)}` +
        '.exists(n, o == n || o.startsWith(n + "="))).map(o, strings.quote(o))',
    },
  ],
  findings: () =>
    when(`${isNamedForWindows} && variables.linuxOptions.size() > 0`, {
      field: quote("mountOptions"),
      problem: '"has " + variables.linuxOptions.join(" and ")',
      reason: quote(
        "By its name the class is for Windows pods, and a Windows node fails the mount or ignores these options",
      ),
      fix: quote("Make a StorageClass without them for Windows"),
    }),
};
