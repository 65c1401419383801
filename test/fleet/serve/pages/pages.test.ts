import assert from "node:assert/strict";
import { pageAt } from "../../../../fleet/serve/pages/page-at";
import type { Page } from "../../../../fleet/serve/pages/page";
import type { ClusterView, PodEvent, PolicyFinding, Retirement } from "../../../../fleet/view";
import { cluster, fleet, node, pod, unplaced, windowsNode } from "../../fixtures";

/** The page at an address, with its text beside its HTML. */
async function open(path: string, clusters: readonly ClusterView[], events: readonly PodEvent[] = []) {
  const seen = { asOf: fleet().asOf, clusters: clusters.map((one) => ({ cluster: one })) };
  const noted = { kind: "read", events } as const;
  const page: Page = await pageAt(seen, new URL(path, "http://localhost"), () => Promise.resolve(noted));
  const markup = page.main.toString();
  const text = markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return { ...page, markup, text };
}

function ends(what: string, day: Retirement["day"], daysLeft: number): Retirement {
  return {
    severity: "warning",
    message: `Leave ${what}.`,
    subject: "kubernetes",
    what,
    pools: [],
    day,
    daysLeft,
  };
}

const many = Array.from({ length: 450 }, (_, at) => pod({ name: `web-${String(at).padStart(3, "0")}` }));

describe("the page of the fleet", () => {
  it("says of each cluster what it is and how it is", async () => {
    const edge = cluster({
      name: "edge",
      target: "existing",
      contact: { kind: "unreachable", reason: "The API server does not answer." },
      pools: [],
      pods: [],
    });
    const { text, markup } = await open("/", [
      edge,
      cluster({ retirements: [ends("Kubernetes 1.36", "2027-07-31", 250)] }),
    ]);
    assert.match(text, /2 clusters 1 to act on now 1 Linux node, 1 Windows node every pod has a node/);
    assert.match(text, /edge Unreachable existing cluster - - - - 0 of 0 -/);
    assert.match(
      text,
      /prod Act soon AKS v1\.36\.3 1 of 1 ready 1 of 1 ready 2022 0 of 1 Kubernetes 1\.36: 2027-07-31 \(in 250 days\)/,
    );
    assert.match(markup, /<a href="\/clusters\/edge">edge<\/a>/);
  });

  const states: readonly (readonly [string, Partial<ClusterView>])[] = [
    ["Good", {}],
    ["Act now", { unplacedPods: [unplaced()] }],
    ["Act now", { stateError: "The state is no JSON." }],
    ["Act now", { findings: [{ rule: "r", level: "mandatory", urn: "u", message: "m" }] }],
    ["Act soon", { findings: [{ rule: "r", level: "advisory", urn: "u", message: "m" }] }],
    ["Good", { findings: [{ rule: "r", level: "mandatory", urn: "u", message: "m", waived: "Why." }] }],
    ["Good", { drift: [{ severity: "info", kind: "build", message: "m" }] }],
    ["Not deployed", { contact: { kind: "none", reason: "There is no deployment." }, pools: [] }],
    ["Unreachable", { contact: { kind: "unreachable", reason: "No answer." }, unplacedPods: [unplaced()] }],
  ];
  for (const [word, over] of states) {
    it(`calls a cluster "${word}" with ${JSON.stringify(Object.keys(over))}`, async () => {
      assert.match(
        (await open("/", [cluster(over)])).markup,
        new RegExp(`<span class="mark \\w+">${word}</span>`),
      );
    });
  }

  it("keeps its clusters apart by the filter, word by word and in any case", async () => {
    const two = [cluster({ name: "dev", target: "eks" }), cluster()];
    const { text } = await open("/?q=EKS%20de", two);
    assert.match(text, /1 of 2 clusters\./);
    assert.doesNotMatch(text, /prod/);
  });
});

describe("the page of a cluster", () => {
  it("says what is to be done, worst first, each with its source", async () => {
    const { text, markup } = await open("/clusters/prod", [
      cluster({
        unplacedPods: [unplaced({ message: "First." })],
        drift: [{ severity: "info", kind: "version", message: "Third." }],
        retirements: [
          { ...ends("Kubernetes 1.36", "2027-07-31", 250), message: "Second.", url: "https://example.org/x" },
        ],
      }),
    ]);
    assert.match(text, /Act now First\. Act soon Second\. Read about it Know Third\./);
    assert.match(markup, /<a href="https:\/\/example\.org\/x" rel="noreferrer">Read about it<\/a>/);
  });

  it("writes out a hundred remarks at most and says how many more there are", async () => {
    const unplacedPods = Array.from({ length: 130 }, (_, at) => unplaced({ name: `q-${String(at)}` }));
    const { markup, text } = await open("/clusters/prod", [cluster({ unplacedPods })]);
    assert.equal(markup.match(/class="card red"/g)?.length, 100);
    assert.match(text, /30 milder remarks are left out/);
  });

  it("shows what is waived as waived, with the reason, and behind everything that is not", async () => {
    const finding = (rule: string, level: PolicyFinding["level"], waived?: string): PolicyFinding => ({
      rule,
      level,
      urn: `urn:pulumi:prod::shop::a:b:C::${rule}`,
      message: `About ${rule}.`,
      ...(waived === undefined ? {} : { waived }),
    });
    const findings = [
      finding("hard-waived", "mandatory", "It moves next week. (team-x, until 2026-12-01)"),
      finding("soft", "advisory"),
      finding("soft-waived", "advisory", "It is small. (team-y, until 2026-12-02)"),
      finding("hard", "mandatory"),
    ];
    const { text, markup } = await open("/clusters/prod", [cluster({ findings })]);
    const [todo = "", table = ""] = text.split("Policy findings");
    assert.match(
      table,
      /hard mandatory About hard\. soft advisory About soft\. hard-waived waived About hard-waived\. Waived: It moves next week\. \(team-x, until 2026-12-01\) soft-waived waived About soft-waived\. Waived: It is small\./,
    );
    assert.equal(markup.match(/<span class="mark green">waived<\/span>/g)?.length, 2);
    assert.match(
      todo,
      /Act now Policy \(mandatory\): hard at hard\. See \S+ Act soon Policy \(advisory\): soft at soft\. See \S+ Know Policy \(mandatory\): hard-waived at hard-waived\. Waived: It moves next week\. \(team-x, until 2026-12-01\)\. See \S+ Know .*soft-waived/,
    );
  });

  it("says when a silent cluster answered last", async () => {
    const contact = { kind: "unreachable", reason: "Gone.", seenAt: "2026-11-23T10:15:00Z" } as const;
    assert.match(
      (await open("/clusters/prod", [cluster({ contact })])).text,
      /Last answer 2026-11-23 10:15:00 UTC/,
    );
  });

  it("stays the same while nothing but the time of the last answer changes", async () => {
    const at = (seenAt: string) => cluster({ contact: { kind: "reached", version: "v1.36.3", seenAt } });
    for (const path of ["/", "/clusters/prod", "/clusters/prod/nodes", "/clusters/prod/pods"]) {
      const [before, after] = [
        await open(path, [at("2026-11-23T10:15:00Z")]),
        await open(path, [at("2026-11-23T10:16:00Z")]),
      ];
      assert.equal(after.markup, before.markup, path);
    }
  });
});

describe("the pages of nodes and pods", () => {
  it("say of each node what it runs and whether it takes pods", async () => {
    const nodes = [node(), windowsNode({ cordoned: true }), windowsNode({ name: "win-2", ready: "no" })];
    const { text, markup } = await open("/clusters/prod/nodes", [cluster({ nodes })]);
    assert.match(text, /linux-1 Ready system linux - v1\.36\.3 containerd:\/\/2\.1\.6 -/);
    assert.match(text, /win-1 Cordoned wina windows 10\.0\.20348/);
    assert.match(text, /win-2 Not ready/);
    assert.match(markup, /href="\/clusters\/prod\/pods\?node=win-1"/);
  });

  it("show two hundred rows at a time, and the way to the others", async () => {
    const first = await open("/clusters/prod/pods?show=", [cluster({ pods: many })]);
    assert.equal(first.markup.match(/<tr role="row" id=/g)?.length, 200);
    assert.match(first.text, /450 pods, 1 to 200 here\./);
    assert.match(first.text, /Page 1 of 3 Next Last/);
    assert.match(first.markup, /href="\/clusters\/prod\/pods\?page=2"/);
    const last = await open("/clusters/prod/pods?page=3&q=web", [cluster({ pods: many })]);
    assert.match(last.text, /450 pods, 401 to 450 here\./);
    assert.match(last.text, /First Previous Page 3 of 3/);
    assert.match(last.markup, /page=2&amp;q=web/);
  });

  for (const page of ["0", "-1", "4", "1e9", "x", "99999999999999999999"]) {
    it(`show some page where page ${page} is asked for`, async () => {
      const { text } = await open(`/clusters/prod/pods?page=${page}`, [cluster({ pods: many })]);
      assert.match(text, page === "4" ? /Page 3 of 3/ : /Page 1 of 3/);
    });
  }

  it("show pods in trouble, and those of a node", async () => {
    const pods = [pod(), pod({ name: "bad", healthy: false, status: "CrashLoopBackOff", node: "win-2" })];
    const trouble = await open("/clusters/prod/pods?show=trouble", [cluster({ pods })]);
    assert.match(trouble.text, /1 pod\. .* shop\/bad CrashLoopBackOff/);
    assert.doesNotMatch(trouble.text, /web-1/);
    const onNode = await open("/clusters/prod/pods?node=win-1", [cluster({ pods })]);
    assert.match(onNode.text, /1 pod\. .* shop\/web-1/);
  });

  it("say why a pod does not run, what the scheduler says, and what was noted", async () => {
    const pods = [pod({ name: "queue-1", status: "Pending: 0/2 nodes", healthy: false, node: "" })];
    const event = {
      type: "Warning",
      reason: "FailedScheduling",
      message: "0/2 nodes",
      count: 7,
      lastSeen: "2026-11-23T10:00:00Z",
    };
    const { text } = await open(
      "/clusters/prod/pods/shop/queue-1",
      [cluster({ pods, unplacedPods: [unplaced()] })],
      [event],
    );
    assert.match(
      text,
      /Why it does not run No Windows node has 8 GiB of memory left\. The scheduler says: 0\/2 nodes are available/,
    );
    assert.match(text, /FailedScheduling 0\/2 nodes 7 2026-11-23 10:00:00 UTC/);
  });

  it("do not ask why a pod does not run that does", async () => {
    const { text } = await open("/clusters/prod/pods/shop/web-1", [cluster()]);
    assert.doesNotMatch(text, /Why it does not run/);
    assert.match(text, /The cluster keeps no events about it/);
  });
});

describe("the calendar", () => {
  it("has the dates of all clusters, soonest first", async () => {
    const { text } = await open("/calendar", [
      cluster({
        name: "dev",
        retirements: [
          ends("Kubernetes 1.36", "2027-07-31", 250),
          ends("Windows Server 2019", "2026-11-20", -3),
        ],
      }),
      cluster({ retirements: [ends("Kubernetes 1.35", "2026-11-23", 0)] }),
    ]);
    assert.match(
      text,
      /2026-11-20 \(3 days ago\) .* dev .* 2026-11-23 \(today\) .* prod .* 2027-07-31 \(in 250 days\)/,
    );
  });
});

describe("the search", () => {
  it("finds pods, nodes and images in all clusters and says how many there are", async () => {
    const dev = cluster({ name: "dev", pods: many });
    const { text } = await open("/search?q=web", [dev, cluster()]);
    assert.match(text, /Images 2 images found\./);
    assert.match(text, /used by|450 pods/i);
    assert.match(text, /Nodes 0 nodes found\./);
    assert.match(text, /Pods 451 pods found; the first 100 are shown\./);
    assert.match((await open("/search?q=20348", [dev, cluster()])).text, /Nodes 2 nodes found\./);
  });

  it("finds nothing by nothing", async () => {
    assert.doesNotMatch((await open("/search?q=+", [cluster()])).markup, /<table/);
  });
});

describe("an address", () => {
  for (const path of [
    "/clusters",
    "/clusters/nope",
    "/clusters/prod/pods/shop",
    "/clusters/prod/pods/shop/nope",
    "/clusters/prod/pods/shop/web-1/more",
    "/clusters/prod/nodes/linux-1",
    "/clusters/prod/secrets",
    "/calendar/x",
    "/search/x",
    "/%",
    "/%E0%A4%A",
  ]) {
    it(`${path} leads nowhere`, async () => {
      assert.equal((await open(path, [cluster()])).status, 404);
    });
  }

  it("may hold any name", async () => {
    const name = "team/a?b#c%2F ü";
    const { markup } = await open("/", [cluster({ name })]);
    const [, path = ""] = /<a href="(\/clusters\/[^"]*)"/.exec(markup) ?? [];
    assert.equal((await open(path, [cluster({ name })])).title, name);
    assert.equal((await open(`${path}/pods/shop/web-1`, [cluster({ name })])).status, undefined);
  });
});

describe("text from a cluster", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='x'>`;

  it("stays text on every page", async () => {
    const says = { severity: "error", message: evil, url: `javascript:alert(1)//https://${evil}` } as const;
    const bad = cluster({
      stateError: evil,
      contact: { kind: "unreachable", reason: evil },
      retirements: [{ ...ends(evil, "2027-01-01", 1), ...says }],
      drift: [{ ...says, kind: "version" }],
      findings: [{ rule: evil, level: "mandatory", urn: evil, message: evil }],
      unplacedPods: [unplaced({ ...says, name: evil, reasons: [evil], scheduler: evil })],
      nodes: [node({ name: evil, pool: evil, image: evil, runtime: evil })],
      pods: [pod({ name: evil, status: `${evil}: ${evil}`, image: evil, node: evil, healthy: false })],
    });
    const event = { type: "Warning", reason: evil, message: evil, count: 1, lastSeen: evil };
    const q = encodeURIComponent(evil);
    for (const path of [
      `/?q=${q}`,
      "/clusters/prod",
      "/clusters/prod/nodes",
      `/clusters/prod/pods?node=${q}&q=${q}&page=${q}`,
      `/clusters/prod/pods/shop/${q}`,
      "/calendar",
      "/search?q=script",
      `/search?q=${q}`,
    ]) {
      const { markup } = await open(path, [bad], [event]);
      assert.match(markup, /&lt;script&gt;/, path);
      assert.doesNotMatch(markup, /<script|<img|href="javascript/i, path);
    }
  });
});
