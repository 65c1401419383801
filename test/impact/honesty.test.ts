import assert from "node:assert/strict";
import fc from "fast-check";
import {
  analyse,
  readPlans,
  readPreview,
  readWaivers,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderTerminal,
} from "../../impact";
import { InputError } from "../../impact/input-error";
import { isMap } from "../../impact/json";
import type { JsonMap, JsonValue } from "../../impact/json";
import { cluster, edit, linuxPool, preview, same, step, urnOf, windowsPool } from "./build";
import type { Resource } from "./build";

const canary = "canary-7f3a91";

const formats = [
  renderTerminal,
  renderMarkdown,
  renderJson,
  renderHtml,
  (report: Parameters<typeof renderSarif>[0]) => renderSarif(report),
];

function allTexts(text: string): readonly string[] {
  const report = analyse(readPreview(text), { asOf: "2026-11-23" });
  return formats.map((render) => render(report));
}

describe("secrets", () => {
  const deployment: Resource = {
    type: "kubernetes:apps/v1:Deployment",
    name: "web",
    inputs: {
      metadata: { name: "web" },
      spec: { template: { spec: { containers: [{ name: "web", env: [{ name: "SETTING", value: "x" }] }] } } },
    },
  };
  const env = {
    spec: {
      template: { spec: { containers: [{ name: "web", env: [{ name: "SETTING", value: canary }] }] } },
    },
  };
  const secret: Resource = {
    type: "kubernetes:core/v1:Secret",
    name: "s",
    inputs: { stringData: { key: "x" } },
  };
  const places: Readonly<Record<string, JsonMap>> = {
    "a plain Windows password": edit(cluster, {
      windowsProfile: { adminUsername: "azureuser", adminPassword: canary },
    }),
    "an old Windows password": step(
      cluster,
      { ...cluster.inputs, windowsProfile: { adminPassword: canary } },
      cluster.inputs,
    ),
    "a kubeconfig": step(
      { type: "pulumi:providers:kubernetes", name: "k" },
      { kubeconfig: "x" },
      { kubeconfig: `apiVersion: v1\n${canary}` },
    ),
    "a Secret": edit(secret, { stringData: { key: canary } }),
    "a ConfigMap": edit({ ...secret, type: "kubernetes:core/v1:ConfigMap" }, { data: { key: canary } }),
    "an environment variable": edit(deployment, env),
    "an annotation": edit(deployment, { metadata: { name: "web", annotations: { note: canary } } }),
    "a proxy address": edit(cluster, { httpProxyConfig: { httpProxy: `http://user:${canary}@proxy:3128` } }),
    "an address with a password in a tag": edit(windowsPool, {
      tags: { url: `https://user:${canary}@host` },
    }),
    "an add-on setting": edit(cluster, { addonProfiles: { x: { config: { a: canary } } } }),
    "a random password": edit(
      { type: "random:index/randomPassword:RandomPassword", name: "p", inputs: {} },
      { keepers: { version: canary } },
    ),
    "another cloud's resource": edit(
      { type: "aws:rds/instance:Instance", name: "db", inputs: {} },
      { password: canary, other: canary },
    ),
    "what the cloud had filled in": edit(
      cluster,
      { httpProxyConfig: { httpProxy: "http://proxy:3128" } },
      { outputs: { httpProxyConfig: { httpProxy: `http://user:${canary}@proxy:3128` } } },
    ),
    "a marked secret": edit(windowsPool, {
      nodeLabels: {
        a: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: canary },
      },
    }),
    "the name of an inline pool's certificate": edit(cluster, {
      securityProfile: { customCATrustCertificates: [canary] },
    }),
  };
  for (const [name, place] of Object.entries(places)) {
    it(`do not appear in any format: ${name}`, () => {
      const texts = allTexts(preview(same(cluster), place));
      assert.equal(texts.length, 5);
      texts.forEach((text, index) => {
        assert.ok(!text.includes(canary), `format ${String(index)}`);
      });
    });
  }

  it("of the preview's messages do not appear either", () => {
    const text = JSON.stringify({
      ...(JSON.parse(preview(same(cluster))) as object),
      diagnostics: [{ severity: "error", message: canary }],
      config: { "a:b": canary },
    });
    assert.ok(allTexts(text).every((one) => !one.includes(canary)));
  });

  it("would be found: a value that may be shown is shown", () => {
    assert.ok(
      allTexts(preview(same(cluster), edit(windowsPool, { vmSize: canary }))).every((text) =>
        text.includes(canary),
      ),
    );
  });
});

describe("the report", () => {
  const base = preview(
    edit(cluster, { kubernetesVersion: "1.37" }),
    edit(windowsPool, { osSKU: "Windows2025" }),
    same(linuxPool),
  );

  it("has the same bytes for the same input", () => {
    assert.deepEqual(allTexts(base), allTexts(base));
  });

  it("has the same bytes whatever the order of keys in the input", () => {
    const reversed = JSON.stringify(JSON.parse(base), (_, value: JsonValue) =>
      isMap(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    assert.deepEqual(allTexts(reversed), allTexts(base));
  });

  it("answers malformed input with a report or with a clear error, never with a crash", () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.nat(), scalar, fc.boolean(), (at, value, remove) => {
        const text = damage(base, at, value, remove);
        const outcome = outcomeOf(text);
        assert.ok(outcome === "report" || outcome === "error");
      }),
      { numRuns: 400 },
    );
  });

  it("never calls cut or garbled text safe", () => {
    fc.assert(
      fc.property(fc.nat(base.length - 2), fc.string({ minLength: 1 }), (at, garbage) => {
        assert.notEqual(verdictOf(base.slice(0, at)), "SAFE");
        assert.notEqual(verdictOf(base.slice(0, at) + garbage), "SAFE");
      }),
      { numRuns: 200 },
    );
  });

  it("never calls a touched node pool safe whose changed property it does not know", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^zz[a-z]{1,8}$/), fc.jsonValue(), (key, value) => {
        fc.pre(JSON.stringify(value) !== "null" && JSON.stringify(value) !== "{}");
        const verdict = verdictOf(preview(same(cluster), edit(windowsPool, { [key]: value })));
        assert.notEqual(verdict, "SAFE");
      }),
    );
  });

  it("gives errors, not crashes, for any plans and waivers", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.oneof(fc.string(), fc.json()), (a, b) => {
        assert.throws(() => readPlans(a, b), InputError);
        try {
          readWaivers(a);
        } catch (error) {
          assert.ok(error instanceof InputError);
        }
      }),
    );
  });
});

function verdictOf(text: string): string {
  try {
    return analyse(readPreview(text), { asOf: "2026-11-23" }).summary.verdict;
  } catch (error) {
    if (error instanceof InputError) return "error";
    throw error;
  }
}

function outcomeOf(text: string): string {
  const verdict = verdictOf(text);
  if (verdict !== "error") allTexts(text);
  return verdict === "error" ? "error" : "report";
}

/** Replaces or removes the n-th value of a JSON text. */
function damage(text: string, at: number, value: unknown, remove: boolean): string {
  let count = 0;
  JSON.parse(text, () => void (count += 1));
  const target = at % count;
  let seen = 0;
  const damaged: unknown = JSON.parse(text, (_, part: unknown) => {
    seen += 1;
    return seen - 1 === target ? (remove ? undefined : value) : part;
  });
  return damaged === undefined ? "" : JSON.stringify(damaged);
}

describe("plans", () => {
  const plan = (...resources: readonly JsonMap[]) =>
    JSON.stringify({ kind: "mullion/plan", version: 1, project: "shop", stack: "prod", resources });
  const resource = (
    { type, name, inputs }: Resource,
    changes: JsonMap = {},
    options: JsonMap = {},
  ): JsonMap => ({ urn: urnOf({ type, name }), custom: true, inputs: { ...inputs, ...changes }, ...options });

  it("of base and head tell what a change asks for", () => {
    const report = analyse(
      readPlans(
        plan(resource(cluster), resource(windowsPool)),
        plan(resource(cluster), resource(windowsPool, { maxPods: 80 })),
      ),
      { asOf: "2026-11-23" },
    );
    assert.deepEqual(
      report.changes.map(({ name, operation, effect }) => [name, operation, effect]),
      [["win", "update", "refused"]],
    );
  });

  it("know replaceOnChanges, deleteBeforeReplace and ignoreChanges", () => {
    const with_ = (options: JsonMap) =>
      analyse(
        readPlans(
          plan(resource(cluster), resource(windowsPool)),
          plan(resource(cluster), resource(windowsPool, { maxPods: 80 }, options)),
        ),
        { asOf: "2026-11-23" },
      );
    assert.deepEqual(
      with_({ replaceOnChanges: ["maxPods"], deleteBeforeReplace: true }).changes.map(
        ({ operation, effect }) => [operation, effect],
      ),
      [["replace", "pool-replace"]],
    );
    assert.deepEqual(with_({ ignoreChanges: ["maxPods"] }).changes, []);
  });

  it("take the table's word for what Pulumi replaces", () => {
    const report = analyse(
      readPlans(plan(resource(cluster)), plan(resource(cluster, { location: "northeurope" }))),
      { asOf: "2026-11-23" },
    );
    assert.equal(report.summary.worst, "cluster-replace");
  });

  it("with an unknown value on both sides do not differ in it", () => {
    const open = { resourceName: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    assert.deepEqual(
      analyse(readPlans(plan(resource(windowsPool, open)), plan(resource(windowsPool, open))), {
        asOf: "2026-11-23",
      }).changes,
      [],
    );
  });

  it("of two stacks are not compared", () => {
    assert.throws(
      () => readPlans(plan(), plan().replace("prod", "test")),
      /head plan: is the plan of another project or stack/,
    );
  });

  it("compare their policy findings", () => {
    const finding = (policy: string) => ({
      pack: "mullion",
      policy,
      level: "advisory",
      urn: urnOf(cluster),
      message: "m",
    });
    const file = (...policies: readonly string[]) =>
      JSON.stringify({ ...(JSON.parse(plan()) as object), findings: policies.map(finding) });
    const { policy } = analyse(readPlans(file("a", "b"), file("b", "c")), { asOf: "2026-11-23" });
    assert.deepEqual(
      {
        introduced: policy.introduced.map((row) => row.policy),
        fixed: policy.fixed.map((row) => row.policy),
        unchanged: policy.unchanged,
      },
      { introduced: ["mullion/c"], fixed: ["mullion/a"], unchanged: 1 },
    );
  });
});
