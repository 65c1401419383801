import fc from "fast-check";
import type { Json } from "../../../../policy/wire";
import { BY_HAND, SIZE, TEAM } from "./labels";

const builds = ["10.0.17763", "10.0.20348", "10.0.26100"];
const values: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/os": ["linux", "windows"],
  "beta.kubernetes.io/os": ["linux", "windows"],
  "kubernetes.io/arch": ["amd64", "arm64"],
  "node.kubernetes.io/windows-build": builds,
  "kubernetes.azure.com/mode": ["user", "system"],
  "kubernetes.azure.com/scalesetpriority": ["spot"],
  "eks.amazonaws.com/capacityType": ["SPOT", "ON_DEMAND"],
  [TEAM]: ["a", "b", "c"],
  [SIZE]: ["3", "10", "x"],
  [BY_HAND]: ["a", "5", "9"],
};
const keys = Object.keys(values);
/** The keys that matter most are drawn most often. */
const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("kubernetes.io/os", "node.kubernetes.io/windows-build", TEAM) },
  { weight: 2, arbitrary: fc.constantFrom(...keys) },
);
const valueOf = (name: string) => fc.constantFrom(...(values[name] ?? ["a"]));

/** Node selectors of at most two labels. */
export const selectors: fc.Arbitrary<Json> = fc
  .array(
    key.chain((name) => valueOf(name).map((value) => [name, value] as const)),
    { maxLength: 2 },
  )
  .map((entries) => Object.fromEntries(entries));

const listed = fc
  .tuple(key, fc.constantFrom("In", "NotIn"))
  .chain(([name, operator]) =>
    fc
      .uniqueArray(valueOf(name), { minLength: 1, maxLength: 2 })
      .map((some) => ({ key: name, operator, values: some })),
  );
const present = fc.record({ key, operator: fc.constantFrom("Exists", "DoesNotExist") });
const compared = fc.record({
  key: fc.constantFrom(SIZE, SIZE, BY_HAND, TEAM),
  operator: fc.constantFrom("Gt", "Lt"),
  values: fc.constantFrom(["2"], ["4"], ["7"], ["10"]),
});
const expression = fc.oneof({ weight: 4, arbitrary: listed }, { weight: 2, arbitrary: present }, compared);

/** Required node affinity: terms of which one must hold, with everything that a term can have. */
export function affinities(nodeNames: readonly string[]): fc.Arbitrary<Json> {
  const field = fc.record({
    key: fc.constant("metadata.name"),
    operator: fc.constantFrom("In", "NotIn"),
    values: fc.constantFrom(...nodeNames).map((name) => [name]),
  });
  const term = fc.record(
    {
      matchExpressions: fc.array(expression, { maxLength: 2 }),
      matchFields: fc.oneof(
        { weight: 6, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.tuple(field) },
      ),
    },
    { requiredKeys: [] },
  );
  return fc.array(term, { minLength: 1, maxLength: 2 }).map((nodeSelectorTerms) => ({
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  }));
}

const effect = fc.constantFrom("NoSchedule", "NoExecute", "PreferNoSchedule", undefined);
const named = fc.oneof(
  fc.record({
    key: fc.constantFrom("os", "team", "dedicated", "kubernetes.azure.com/scalesetpriority"),
    operator: fc.constantFrom("Equal", undefined),
    value: fc.constantFrom("windows", "a", "b", "spot", "", undefined),
    effect,
  }),
  fc.record({ key: fc.constantFrom("os", "team", "dedicated"), operator: fc.constant("Exists"), effect }),
);
const blanket = fc.record({ operator: fc.constant("Exists"), effect });

/** Tolerations as people write them: by value, by key, of everything. */
export const tolerations: fc.Arbitrary<Json[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: named }, { weight: 1, arbitrary: blanket }),
  { maxLength: 3 },
);
