import type { KubernetesObject } from "../../../localcloud/kubernetes";
import type { Json } from "../../../policy/wire";
import { isJson } from "../../../policy/wire";

const limits = { cpu: "1", memory: "800Mi" };

/**
 * The object with what most rows leave out because their rule does not look there: limits of containers, and the
 * selector for Windows nodes where there is none.
 */
export function tidied(object: KubernetesObject): KubernetesObject {
  return { ...tidy(object), metadata: object.metadata };
}

/** Walks down to the pod's spec, wherever the kind has it: the only object with `containers`. */
function tidy(object: Json): Json {
  const below = Object.entries(object).map(
    ([key, value]) => [key, isJson(value) ? tidy(value) : value] as const,
  );
  const walked = Object.fromEntries(below);
  if (!Array.isArray(walked["containers"])) return walked;
  const lists = ["initContainers", "containers"].filter((list) => list in walked);
  return {
    // A RuntimeClass may bring the selector, and a rule looks whether it does.
    ...("runtimeClassName" in walked ? {} : { nodeSelector: { "kubernetes.io/os": "windows" } }),
    ...walked,
    ...Object.fromEntries(lists.map((list) => [list, withLimits(walked[list])])),
  };
}

function withLimits(containers: unknown): unknown {
  if (!Array.isArray(containers)) return containers;
  return containers.filter(isJson).map((container) => {
    const resources = isJson(container["resources"]) ? container["resources"] : {};
    const own = isJson(resources["limits"]) ? resources["limits"] : {};
    return { ...container, resources: { ...resources, limits: { ...limits, ...own } } };
  });
}
