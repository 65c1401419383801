import fc from "fast-check";
import type { Json } from "../../../../policy/wire";
import { affinities, selectors, tolerations } from "./constraints";
import type { Universe } from "./universe";

const images = [
  "mcr.microsoft.com/windows/servercore:ltsc2022",
  "nginx:1.29.3",
  "registry.example/shop/web:1.4",
];

/** Any pod that the API server takes, in a universe. */
export function podSpecs({ pools, runtimeClasses }: Universe): fc.Arbitrary<Json> {
  const names = pools.flatMap(({ nodes }) => nodes.map(({ name }) => name));
  const classNames = runtimeClasses.map(({ name = "" }) => name);
  return fc
    .record({
      nodeSelector: selectors,
      affinity: fc.option(affinities(names), { nil: undefined, freq: 2 }),
      tolerations,
      runtimeClassName:
        classNames.length === 0
          ? fc.constant(undefined)
          : fc.option(fc.constantFrom(...classNames), { nil: undefined, freq: 2 }),
      os: fc.constantFrom(undefined, undefined, undefined, { name: "linux" }, { name: "windows" }),
      containers: fc.constantFrom(...images).map((image) => [{ name: "app", image }]),
    })
    .map((spec) => withoutAbsent(spec));
}

/** Without the properties that are undefined at any depth: as a program's inputs travel. */
function withoutAbsent(spec: unknown): Json {
  return JSON.parse(JSON.stringify(spec)) as Json;
}
