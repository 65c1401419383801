import type { Rule } from "../rule";
import { aksOneInlineLinuxSystemPool } from "./aks-one-inline-linux-system-pool";
import { aksWindowsPoolNameLength } from "./aks-windows-pool-name-length";
import { aksWindowsSkuSupported } from "./aks-windows-sku-supported";
import { windowsImageMatchesHost } from "./windows-image-matches-host";
import { windowsPodsNeedNodeSelector } from "./windows-pods-need-node-selector";
import { windowsStorageClassNtfs } from "./windows-storage-class-ntfs";

/** Every rule of the pack, in alphabetical order. */
export const rules: readonly Rule[] = [
  aksOneInlineLinuxSystemPool,
  aksWindowsPoolNameLength,
  aksWindowsSkuSupported,
  windowsImageMatchesHost,
  windowsPodsNeedNodeSelector,
  windowsStorageClassNtfs,
];
