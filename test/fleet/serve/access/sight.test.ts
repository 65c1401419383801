import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Grant } from "../../../../fleet/serve/access/access";
import { narrow } from "../../../../fleet/serve/access/sight";
import type { Sight } from "../../../../fleet/serve/access/sight";
import { pageAt } from "../../../../fleet/serve/pages/page-at";
import type { ClusterView, FleetView } from "../../../../fleet/view";
import { cluster, fleet, node, pod, unplaced } from "../../fixtures";

const names = ["dev", "prod", "edge"];
const namespaces = ["shop", "hidden", "kube-system"];

const addresses = [
  "/",
  "/?q=hidden",
  "/calendar",
  "/search?q=e",
  "/search?q=shop",
  "/search?q=hidden",
  ...names.flatMap((name) => [
    `/clusters/${name}`,
    `/clusters/${name}/nodes`,
    `/clusters/${name}/pods`,
    `/clusters/${name}/pods?q=hidden`,
    `/clusters/${name}/pods?node=node-1`,
    `/clusters/${name}/pods?show=trouble`,
    ...namespaces.map((namespace) => `/clusters/${name}/pods/${namespace}/one`),
  ]),
];

/** All pages, as somebody sees them. */
async function pagesOf(view: FleetView, sight: Sight): Promise<readonly string[]> {
  const seen = narrow(view, sight);
  const events = (
    where: string,
    { namespace, name }: { readonly namespace: string; readonly name: string },
  ) =>
    Promise.resolve({
      kind: "read" as const,
      events: [
        { type: "Warning", reason: "Said", message: `${where} ${namespace} ${name}`, count: 1, lastSeen: "" },
      ],
    });
  return Promise.all(
    addresses.map(async (address) => {
      const { title, main, status } = await pageAt(seen, new URL(address, "http://localhost"), events);
      return `${address} ${String(status)} ${title} ${main.toString()}`;
    }),
  );
}

/** A cluster in which everything that a tenant must not see depends on `secret`. */
function clusterWith(name: string, secret: string, hiddenPods: number): ClusterView {
  const says = { severity: "error" as const, message: `says ${secret}` };
  const hidden = Array.from({ length: hiddenPods }, (_, at) =>
    pod({
      namespace: "hidden",
      name: at === 0 ? "one" : `${secret}-${String(at)}`,
      image: secret,
      healthy: at % 2 === 0,
    }),
  );
  return cluster({
    name,
    source: { kind: "local", where: secret },
    deployedAt: `2026-11-${String(10 + hiddenPods)}T00:00:00Z`,
    findings: [{ rule: "rule", level: "mandatory", urn: secret, message: secret }],
    drift: [{ ...says, kind: "version" }],
    monitoringGaps: [{ ...says, os: "linux", part: "agent", nodes: [secret] }],
    unplacedPods: [
      unplaced({ name: "one" }),
      ...hidden.map((one) => unplaced({ namespace: "hidden", name: one.name, message: secret })),
    ],
    nodes: [node({ name: secret }), node({ name: "node-1", image: secret })],
    pods: [...hidden, pod({ name: "one", node: "node-1" })],
  });
}

const secret = fc.stringMatching(/^[a-z]{6,12}$/);
const grants: fc.Arbitrary<readonly Grant[]> = fc.array(
  fc.record({
    clusters: fc.constantFrom(["prod"], ["prod", "edge"]),
    namespaces: fc.constantFrom(["shop"], ["shop", "kube-system"]),
  }),
  { minLength: 1, maxLength: 3 },
);

describe("what somebody may not see", () => {
  it("changes no byte of any page, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(grants, secret, secret, fc.nat(5), fc.nat(5), async (sight, a, b, many, more) => {
        const view = (text: string, count: number) =>
          fleet(...names.map((name) => clusterWith(name, text, count)));
        assert.deepEqual(await pagesOf(view(a, many), sight), await pagesOf(view(b, more), sight));
      }),
      { numRuns: 40 },
    );
  });

  it("is not even there: a cluster that is not granted changes no byte", async () => {
    const sight: Sight = [{ clusters: ["prod"] }];
    const alone = fleet(clusterWith("prod", "open", 3));
    const among = fleet(...names.map((name) => clusterWith(name, name === "prod" ? "open" : "canary", 3)));
    assert.deepEqual(await pagesOf(among, sight), await pagesOf(alone, sight));
  });

  it("would be seen by this test if it was shown", async () => {
    const view = (text: string) => fleet(clusterWith("prod", text, 3));
    assert.notDeepEqual(await pagesOf(view("a"), "everything"), await pagesOf(view("b"), "everything"));
    const seen = (await pagesOf(view("canary"), [{ clusters: ["*"] }])).join("\n");
    for (const part of ["says canary", "canary-1", ">canary<", "prod hidden one"])
      assert.ok(seen.includes(part), part);
  });

  it("is everything, for somebody without a grant", () => {
    assert.deepEqual(narrow(fleet(cluster()), []).clusters, []);
  });
});

describe("what somebody may see", () => {
  const view = fleet(cluster({ name: "dev" }), cluster());

  it("is a whole cluster as soon as one grant has no namespaces", () => {
    const seen = narrow(view, [{ clusters: ["prod"], namespaces: ["shop"] }, { clusters: ["*"] }]);
    assert.deepEqual(
      seen.clusters.map(({ namespaces: only }) => only),
      [undefined, undefined],
    );
    assert.equal(seen.clusters[1]?.cluster, view.clusters[1]);
  });

  it("is the sum of the namespaces of all grants", () => {
    const sight = [
      { clusters: ["prod"], namespaces: ["web", "shop"] },
      { clusters: ["prod"], namespaces: ["shop", "jobs"] },
    ];
    const [seen, ...others] = narrow(view, sight).clusters;
    assert.deepEqual(seen?.namespaces, ["jobs", "shop", "web"]);
    assert.deepEqual(seen.cluster.pods, cluster().pods);
    assert.deepEqual(seen.cluster.pools, cluster().pools);
    assert.deepEqual(others, []);
  });
});
