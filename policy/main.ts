import { rules } from "./rules";
import { serve } from "./server";

/** Starts the pack. @param version version of the pack's package. */
export function start(version: string): void {
  serve({
    name: "mullion",
    version,
    description:
      "Hybrid Kubernetes clusters on AKS, EKS and your own machines: what the platforms document, enforced.",
    rules,
  });
}
