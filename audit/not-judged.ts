import type { StateResource } from "../policy/judge-state";
import { canonicalType } from "../policy/resource";
import { rules } from "../policy/rules";

/** Resources that no rule was run on, and why. */
export interface NotJudged {
  /** What they are, in words. */
  readonly what: string;
  readonly types: readonly string[];
  readonly count: number;
  /** Why, and what to do about it: one sentence. */
  readonly why: string;
}

/** Kinds of resources that somebody might take for judged, the first one that fits counts. */
const reasons: readonly {
  readonly matches: (resource: StateResource) => boolean;
  readonly what: string;
  readonly why: string;
}[] = [
  {
    matches: ({ external }) => external === true,
    what: "only read",
    why: "Another program makes them: audit its state.",
  },
  {
    matches: ({ type }) => /^azure:containerservice\//.test(type),
    what: "clusters and pools of the classic azure provider",
    why: "The rules read azure-native and aws. Their next upgrade and capacity are below; for the rules, export the cluster with az aks show and look at mullion adopt, or move to azure-native.",
  },
  {
    matches: ({ type }) => /^(gcp|google-native|digitalocean|linode|oci):.*(Cluster|NodePool)/i.test(type),
    what: "clusters of other clouds",
    why: "There are rules for AKS, EKS and what runs inside a cluster.",
  },
  {
    matches: ({ type }) => /^eks:/.test(type),
    what: "components of the package eks",
    why: "They only group others: the aws resources below them are judged.",
  },
  {
    matches: ({ type }) => /^kubernetes:(yaml|helm\.sh\/v[24]|kustomize)/.test(type),
    what: "components that make Kubernetes objects",
    why: "They only group others: the objects below them are judged.",
  },
  {
    matches: ({ type }) => /^kubernetes:helm\.sh\/v3:Chart$/.test(type),
    what: "charts",
    why: "They only group others: the objects below them are judged.",
  },
];

const judgedTypes: ReadonlySet<string> = new Set(rules.flatMap(({ types }) => types));

/**
 * What no rule was run on. Types that no rule of the pack is about are one entry at the end.
 *
 * @param resources - of a state, or live objects
 */
export function notJudged(resources: readonly StateResource[]): readonly NotJudged[] {
  const left = resources.filter((resource) => !isJudged(resource));
  const named = reasons.flatMap((reason) => {
    const own = left.filter((resource) => reasonOf(resource) === reason);
    return own.length === 0 ? [] : [entry(reason.what, own, reason.why)];
  });
  const rest = left.filter((resource) => reasonOf(resource) === undefined && !isPlumbing(resource));
  const why = "No rule of the pack is about them by themselves.";
  return rest.length === 0 ? named : [...named, entry("other types", rest, why)];
}

/** Whether some rule is about a resource by itself. */
export function isJudged({ type, external }: StateResource): boolean {
  return external !== true && judgedTypes.has(canonicalType(type));
}

function reasonOf(resource: StateResource) {
  return reasons.find(({ matches }) => matches(resource));
}

/** The stack itself and providers are nobody's to judge. */
function isPlumbing({ type }: StateResource): boolean {
  return type === "pulumi:pulumi:Stack" || type.startsWith("pulumi:providers:");
}

function entry(what: string, resources: readonly StateResource[], why: string): NotJudged {
  const types = [...new Set(resources.map(({ type }) => type))].sort();
  return { what, types, count: resources.length, why };
}
