import fc from "fast-check";
import { hostRunsImage, type WindowsRelease, windowsReleases } from "../../../../catalogue/windows-releases";
import { windowsImageHasVariant } from "../../../../policy/rules/windows-image-has-variant";
import { windowsImageMatchesHost } from "../../../../policy/rules/windows-image-matches-host";
import type { Rule } from "../../../../policy/rule";
import {
  aksCluster,
  aksWindowsPool,
  eksCluster,
  eksNodeGroup,
  pod,
  type TestResource,
  windowsContainer,
  windowsSpec,
} from "../../support/resources";
import { judge } from "../../support/rule-test";

/** An image reference, and what is in the image. */
interface Image {
  readonly reference: string;
  /** Windows builds of its variants; empty for a Linux image, absent where the reference does not say. */
  readonly builds?: readonly number[];
}

/** What came of some cases. */
export interface Tally {
  /** Pods that the rule about hosts refuses. */
  readonly refused: number;
  readonly disagreements: readonly string[];
}

/** The names that published tags use for a release, as in the tag lists of Microsoft's repositories. */
const published = [
  { names: ["ltsc2019", "1809"], build: 17763 },
  { names: ["20H2"], build: 19042 },
  { names: ["ltsc2022"], build: 20348 },
  { names: ["ltsc2025"], build: 26100 },
] as const;

const named = fc
  .constantFrom(...published)
  .chain(({ names, build }) =>
    fc
      .constantFrom(...names)
      .chain((name) =>
        fc
          .constantFrom(
            `mcr.microsoft.com/windows/servercore:${name}`,
            `mcr.microsoft.com/windows/servercore:${name}-amd64`,
            `mcr.microsoft.com/windows/servercore:${name}-KB5031364`,
            `mcr.microsoft.com/windows/servercore:10.0.${build}.2031`,
            `mcr.microsoft.com/windows/servercore/iis:windowsservercore-${name}`,
            `mcr.microsoft.com/dotnet/aspnet:8.0-windowsservercore-${name}`,
            `mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-${name}`,
            `registry.example:5000/shop/web:1.4-nanoserver-${name}`,
            `shop/web:v2.0.1-windows-${name}@sha256:${"0123456789abcdef".repeat(4)}`,
          )
          .map((reference): Image => ({ reference, builds: [build] })),
      ),
  );
const others = fc.constantFrom<Image>(
  { reference: "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1", builds: [20348, 26100] },
  { reference: "mcr.microsoft.com/dotnet/framework/aspnet:4.8", builds: [14393, 17763] },
  { reference: "registry.k8s.io/pause:3.10", builds: [17763, 20348] },
  { reference: "registry.k8s.io/pause:3.10.2", builds: [17763, 20348, 26100] },
  { reference: "mcr.microsoft.com/dotnet/aspnet:8.0", builds: [] },
  { reference: "mcr.microsoft.com/dotnet/aspnet:10.0-alpine3.22", builds: [] },
  { reference: "nginx:1.29.3", builds: [] },
  { reference: "shop/web:1.4-bookworm", builds: [] },
  { reference: "shop/web:1.4" },
  { reference: "shop/web" },
  { reference: "mcr.microsoft.com/windows/servercore" },
  { reference: `shop/web@sha256:${"0123456789abcdef".repeat(4)}` },
);

const releases = fc.constantFrom<WindowsRelease>("2019", "2022", "2025");
const cases = fc.record({
  image: fc.oneof({ weight: 3, arbitrary: named }, { weight: 1, arbitrary: others }),
  hosts: fc.array(releases, { minLength: 1, maxLength: 3 }),
  platform: fc.constantFrom("aks", "eks"),
  hostProcess: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
  keptTo: fc.option(releases, { nil: undefined, freq: 2 }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Compares the rules about images with what hosts run, on so many random pods. */
export function compare(count: number, seed: number): Tally {
  const disagreements: string[] = [];
  let refused = 0;
  for (const one of fc.sample(cases, { numRuns: count, seed })) {
    const expected = failingPools(one);
    const found = poolsFound(one);
    if (expected.length > 0) refused += 1;
    if (expected.join() !== found.join())
      disagreements.push(`hosts: ${expected.join()}; rule: ${found.join()}; ${JSON.stringify(one)}`);
    const isLinux = one.image.builds?.length === 0;
    if (isLinux !== judgeOne(windowsImageHasVariant, one).length > 0)
      disagreements.push(`Linux image: ${isLinux}; rule: ${!isLinux}; ${JSON.stringify(one)}`);
  }
  return { refused, disagreements };
}

/** Pools on whose nodes the container would not start, by the host's own rule. */
function failingPools({ image, hosts, hostProcess, keptTo }: Case): string[] {
  const { builds = [] } = image;
  if (hostProcess || builds.length === 0) return [];
  const failing = hosts.flatMap((release, index) => {
    if (keptTo !== undefined && release !== keptTo) return [];
    const { build } = windowsReleases[release];
    return builds.some((one) => hostRunsImage(build, one)) ? [] : [poolName(index)];
  });
  if (keptTo === undefined || hosts.includes(keptTo)) return failing;
  // No pool has the build that is asked for: the rule judges the build itself.
  return builds.some((one) => hostRunsImage(windowsReleases[keptTo].build, one)) ? [] : ["selected"];
}

function poolsFound(one: Case): string[] {
  return judgeOne(windowsImageMatchesHost, one).map(({ message }) => {
    const [, pool, selected] = /(?:"(win\d)"|the (selected)) /.exec(message) ?? [];
    return pool ?? selected ?? message;
  });
}

function judgeOne(rule: Rule, { image, hosts, platform, hostProcess, keptTo }: Case) {
  const selector = {
    "kubernetes.io/os": "windows",
    ...(keptTo === undefined
      ? {}
      : { "node.kubernetes.io/windows-build": `10.0.${windowsReleases[keptTo].build}` }),
  };
  const resource = pod(
    windowsSpec({
      nodeSelector: selector,
      containers: [windowsContainer({ image: image.reference })],
      ...(hostProcess ? { securityContext: { windowsOptions: { hostProcess } } } : {}),
    }),
  );
  const cluster = platform === "aks" ? aksCluster() : eksCluster();
  const pools = hosts.map((release, index) => poolOf(platform, release, index));
  return judge(rule, { name: "", resource, stack: [cluster, ...pools] });
}

function poolOf(platform: Case["platform"], release: WindowsRelease, index: number): TestResource {
  const name = poolName(index);
  return platform === "aks"
    ? aksWindowsPool({ agentPoolName: name, osSKU: `Windows${release}` }, { name })
    : eksNodeGroup({ nodeGroupName: name, amiType: `WINDOWS_CORE_${release}_x86_64` }, { name });
}

function poolName(index: number): string {
  return `win${index}`;
}
