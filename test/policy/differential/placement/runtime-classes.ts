import fc from "fast-check";
import type { TestResource } from "../../support/resources";
import type { Json } from "../../../../policy/wire";
import { selectors, tolerations } from "./constraints";

/** Up to two RuntimeClasses, which bring selectors and tolerations to pods that name them. */
export function runtimeClasses(serial: number): fc.Arbitrary<TestResource[]> {
  const scheduling = fc.record({ nodeSelector: selectors, tolerations }, { requiredKeys: [] });
  return fc
    .array(fc.option(scheduling, { nil: undefined }), { maxLength: 2 })
    .map((all) => all.map((one, index) => runtimeClass(`rc-${serial}-${index}`, one)));
}

function runtimeClass(name: string, scheduling: Json | undefined): TestResource {
  return {
    type: "kubernetes:node.k8s.io/v1:RuntimeClass",
    name,
    properties: {
      apiVersion: "node.k8s.io/v1",
      kind: "RuntimeClass",
      metadata: { name },
      handler: "runhcs-wcow-process",
      ...(scheduling === undefined ? {} : { scheduling }),
    },
  };
}
