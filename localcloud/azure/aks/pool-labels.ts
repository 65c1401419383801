import { badRequest } from "../errors";
import { objectAt, textAt, textOf, textsAt } from "../../clouds/json";
import type { PoolRule } from "./pool-check";

/** Prefixes under `kubernetes.io` and `k8s.io` that users may set. */
const allowedPrefixes = ["kubelet.kubernetes.io", "node.kubernetes.io"] as const;

const name = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

/** @see https://learn.microsoft.com/azure/aks/use-labels#reserved-system-labels */
const labelsAreAllowed: PoolRule = ({ pool }) => {
  for (const [key, value] of Object.entries(objectAt(pool, "nodeLabels"))) {
    const reason = labelProblem(key, textOf(value));
    if (reason !== undefined) {
      return badRequest(
        "BadRequest",
        `Invalid node label key or value '${key}=${textOf(value)}': ${reason}. Please see https://aka.ms/aks/node-labels`,
        `${key}=${textOf(value)}`,
      );
    }
  }
  return undefined;
};

function labelProblem(key: string, value: string): string | undefined {
  const [bare = "", prefix = ""] = key.split("/").reverse();
  if (key.split("/").length > 2 || !name.test(bare) || prefix.length > 253)
    return "the key is not a valid label key";
  if (key === "agentpool") return "the key is reserved by AKS";
  if (value === "") return "the value must not be empty";
  if (!name.test(value))
    return "the value must be at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends";
  const within = (domain: string) => prefix === domain || prefix.endsWith(`.${domain}`);
  if (within("kubernetes.azure.com")) return "the prefix kubernetes.azure.com is reserved by AKS";
  if ((within("kubernetes.io") || within("k8s.io")) && !allowedPrefixes.some(within)) {
    return `the prefix must not be under kubernetes.io or k8s.io, except ${allowedPrefixes.join(" and ")}`;
  }
  return undefined;
}

const taintForm =
  /^[a-zA-Z\d][\w\-./]{0,252}=[a-zA-Z\d][\w\-.]{0,62}:(NoSchedule|PreferNoSchedule|NoExecute)$/;

/** @see https://learn.microsoft.com/azure/aks/use-node-taints */
const taintsAreWellFormed: PoolRule = ({ pool }) => {
  const wrong = textsAt(pool, "nodeTaints").find((taint) => !taintForm.test(taint));
  return wrong === undefined
    ? undefined
    : badRequest(
        "InvalidParameter",
        `The value of parameter agentPoolProfile.nodeTaints is invalid. Error details: the taint '${wrong}' must have the form key=value:effect, where the effect is NoSchedule, PreferNoSchedule or NoExecute.`,
        "agentPoolProfile.nodeTaints",
      );
};

/** Some pool must take the system's pods: they tolerate no taint but CriticalAddonsOnly. */
const someSystemPoolIsOpen: PoolRule = ({ pool, siblings }) => {
  const hardTaint = textsAt(pool, "nodeTaints").find(
    (taint) => !taint.endsWith(":PreferNoSchedule") && !taint.startsWith("CriticalAddonsOnly="),
  );
  const isOnly =
    textAt(pool, "mode") === "System" && !siblings.some((other) => textAt(other, "mode") === "System");
  return isOnly && hardTaint !== undefined
    ? badRequest(
        "BadRequest",
        `The only System agent pool of a cluster cannot have the taint '${hardTaint}': system pods tolerate CriticalAddonsOnly=true:NoSchedule only.`,
        "agentPoolProfile.nodeTaints",
      )
    : undefined;
};

/** Rules about labels and taints. */
export const poolLabelRules: readonly PoolRule[] = [
  labelsAreAllowed,
  taintsAreWellFormed,
  someSystemPoolIsOpen,
];
