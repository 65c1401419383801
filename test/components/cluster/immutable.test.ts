import assert from "node:assert/strict";
import { kubernetesFieldRows } from "../../../catalogue/impact/kubernetes-fields";
import type { Registration } from "../record";
import { recordStack, stacks } from "../stacks";

/** `<group>/<Kind>` of a registration's type token, as the catalogue's rows have it. */
function kindOf({ type }: Registration): string {
  const [, module = "", kind = ""] = type.split(":");
  return `${module.split("/")[0] ?? ""}/${kind}`;
}

/** What the provider would update and the API server then refuses, in an object of this kind. */
function refusedFields(kind: string): readonly string[] {
  return kubernetesFieldRows
    .filter(
      ({ kinds, provider, inPlace }) =>
        kinds.includes(kind) && provider === "update" && inPlace === "refused",
    )
    .map(({ path }) => path);
}

/** Kinds that pods and volumes name: what uses them outlives their replacement, and finds another one. */
const classes = [
  "storage.k8s.io/StorageClass",
  "node.k8s.io/RuntimeClass",
  "scheduling.k8s.io/PriorityClass",
];

describe("what the API server refuses to change", () => {
  for (const stack of stacks) {
    it(`is replaced by the program, in every object of ${stack}`, async () => {
      const registrations = (await recordStack(stack)).filter(({ type }) => type.startsWith("kubernetes:"));
      const loose = registrations.flatMap((one) =>
        refusedFields(kindOf(one))
          .filter((field) => !one.replaceOnChanges.includes(field))
          .map((field) => `${one.urn}: ${field}`),
      );
      assert.deepEqual(loose, []);
      const found = new Set(registrations.map(kindOf));
      for (const kind of classes) assert.ok(found.has(kind) && refusedFields(kind).length > 0, kind);
    });
  }

  it("is never replaced where it is in use and matters: outside of dev all classes are protected", async () => {
    for (const stack of ["staging", "prod", "eks-prod"]) {
      const found = (await recordStack(stack)).filter((one) => classes.includes(kindOf(one)));
      assert.ok(found.length >= 4, stack);
      assert.deepEqual(
        found.filter(({ protect }) => !protect).map(({ urn }) => urn),
        [],
      );
    }
  });
});
