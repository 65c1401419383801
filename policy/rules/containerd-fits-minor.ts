import { containerdLines, containerdSupport } from "../../catalogue/containerd";
import { parseMinor } from "../../catalogue/kubernetes-minors";
import { resourceRule } from "../rule";
import { nodeScripts, textOf } from "../scopes/node-scripts";
import { clause } from "../text";

/** A version of containerd in a script: `-ContainerDVersion 1.7.1`, `containerd-2.3.1-windows-amd64.tar.gz`. */
const CONTAINERD = /\bcontainerd(?:[-_ ]?version)?["']?[-_/ :=v"']{1,4}(\d+\.\d+\.\d+)/gi;
/** A version of Kubernetes in a script: `-KubernetesVersion v1.36.0`, `dl.k8s.io/release/v1.36.0/`. */
const KUBERNETES = /\b(?:kubernetes[-_ ]?version|kubelet|kubeadm|release)["']?[-_/ :=v"']{1,4}(1\.\d+\.\d+)/i;

/** Nodes of one's own run a containerd that fits their Kubernetes. */
export const containerdFitsMinor = resourceRule({
  name: "containerd-fits-minor",
  level: "advisory",
  description:
    "Scripts for self-managed nodes name a containerd that is supported, with the Kubernetes version that they name.",
  sources: ["https://containerd.io/releases/", "https://github.com/kubernetes-sigs/sig-windows-tools"],
  scope: nodeScripts,
  *check(script, { asOf }) {
    const text = textOf(script);
    const minor = parseMinor(KUBERNETES.exec(text)?.[1] ?? "");
    for (const version of new Set([...text.matchAll(CONTAINERD)].flatMap(([, found]) => found ?? []))) {
      const line = containerdLines.find((row) => version.startsWith(`${row.line}.`));
      const ended = line !== undefined && line.end < asOf ? line : undefined;
      const fit = minor === undefined ? undefined : containerdSupport(version, minor, asOf);
      if (fit?.verdict !== "deny" && ended === undefined) continue;
      const newest = containerdLines.findLast(({ end, longTerm }) => longTerm && end >= asOf);
      yield {
        field: script.property,
        problem: `names containerd ${version}${minor === undefined ? "" : ` for Kubernetes ${minor}`}`,
        reason:
          fit?.verdict === "deny"
            ? clause(fit.reason)
            : `containerd ${ended?.line ?? ""} has been out of support since ${ended?.end ?? ""}`,
        fix: `Use ${newest === undefined ? "a line that is supported" : `the latest of ${newest.line}, supported until ${newest.end}`}`,
      };
    }
  },
});
