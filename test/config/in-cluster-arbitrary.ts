import fc from "fast-check";

const repository = { url: "https://github.com/contoso/fleet", path: "clusters/any" };

const delivery = fc.constantFrom(
  { tool: "flux", repository, secret: "fleet-key" },
  { tool: "argocd", repository, prune: false },
  {
    tool: "plural",
    consoleUrl: "https://console.contoso.com/ext/gql",
    clusterId: "4711",
    deployToken: "canary-token",
  },
);

const headlamp = fc.record({
  issuerUrl: fc.constant("https://login.contoso.com"),
  clientId: fc.constant("headlamp"),
  clientSecret: fc.option(fc.constant("canary-secret"), { nil: undefined }),
  callbackUrl: fc.constant("https://headlamp.contoso.com/oidc-callback"),
  readerGroups: fc.constantFrom([], ["ops"]),
});

const prometheus = fc.constantFrom(
  {},
  { retentionDays: 30, storageClass: "fast", alertmanagerSecret: "on-call" },
);

/** What a stack may ask for in its cluster whatever its target is. */
const anywhere = fc.record({
  alerts: fc.record({ patchAgeDays: fc.integer({ min: 7, max: 365 }) }),
  delivery: fc.option(delivery, { nil: undefined }),
  headlamp: fc.option(headlamp, { nil: undefined }),
  prometheus: fc.option(prometheus, { nil: undefined }),
  certManager: fc.constantFrom(undefined, "install", "present"),
  gmsa: fc.boolean(),
});

/** What decides which of it works. */
interface Around {
  readonly nodePools: readonly { readonly os: string }[];
  readonly namespaces: readonly { readonly name: string }[];
  /** Whether the platform measures the same as a Prometheus in the cluster. */
  readonly measured: boolean;
  /** Whether identities work, and whether their webhook is the platform's. */
  readonly gmsa: "no" | "own" | "platform";
}

/** Turns what a stack may ask for into a valid `inCluster` for what is around it. */
export const inClusterFor: fc.Arbitrary<(around: Around) => object> = anywhere.map(
  ({ gmsa: wanted, certManager, prometheus: own, ...rest }) =>
    ({ nodePools, namespaces, measured, gmsa }) => {
      const [namespace] = namespaces;
      const hasWindows = nodePools.some(({ os }) => os === "Windows");
      const works = wanted && gmsa !== "no" && hasWindows && namespace !== undefined;
      return {
        ...rest,
        ...(measured || own === undefined ? {} : { prometheus: own }),
        ...(works
          ? { gmsa: { ...(gmsa === "own" ? { certManager } : {}), credentialSpecs: [spec(namespace.name)] } }
          : {}),
      };
    },
);

const spec = (namespace: string) => ({
  name: "any",
  account: "any",
  domain: {
    dnsName: "corp.contoso.com",
    netBiosName: "CORP",
    sid: "S-1-5-21-2126449477-2524075714-3094792973",
    guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
  },
  usedBy: [{ namespace }],
});
