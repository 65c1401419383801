import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { linuxCoverageAlert } from "../../components/cluster/monitoring/coverage-alerts";
import { windowsRules } from "../../components/cluster/monitoring/windows-alerts";
import { base, problemsOf } from "../config/base";
import { eksBase } from "../config/eks-base";

const root = path.resolve(__dirname, "../..");
const read = (guide: string) => fs.readFileSync(path.join(root, "docs/guides", `${guide}.md`), "utf8");
const guides = ["monitoring", "gmsa", "delivery"].map((name) => [name, read(name)] as const);

type Values = Readonly<Record<string, unknown>>;

const baseOf = (target: unknown): Values => (target === "aks" ? base : eksBase);

/** Rows of the table below a heading, as lists of cells. */
function table(guide: string, heading: string): string[][] {
  const [, section = ""] = guide.split(`\n## ${heading}\n`);
  return (section.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const unquoted = (cell: string) => cell.replace(/^`|`$/g, "");

for (const [name, guide] of guides) {
  describe(`the guide to ${name}`, () => {
    const examples = [...guide.matchAll(/```yaml\n# (aks|eks)\n([\s\S]*?)```/g)];

    it("has examples that work", () => {
      assert.ok(examples.length >= 2);
      for (const [, target, example = ""] of examples) {
        const { config } = parse(example) as { readonly config: Values };
        const values = Object.fromEntries(
          Object.entries(config).map(([key, value]) => [key.replace(/^mullion:/, ""), value]),
        );
        assert.deepEqual(problemsOf({ ...baseOf(target), ...values }), [], example);
      }
    });

    it("has a picture", () => {
      assert.match(guide, /```mermaid\nflowchart /);
    });

    it("links to files that are there", () => {
      const files = [...guide.matchAll(/\]\(([^)#]+)\)/g)]
        .flatMap(([, target]) => target ?? [])
        .filter((target) => !target.startsWith("http"));
      for (const file of files) assert.ok(fs.existsSync(path.resolve(root, "docs/guides", file)), file);
    });
  });
}

describe("what the guides say is refused", () => {
  const domain = {
    dnsName: "corp.contoso.com",
    netBiosName: "CORP",
    sid: "S-1-5-21-2126449477-2524075714-3094792973",
    guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
  };
  const shapes: Readonly<Record<string, (change: Values) => Values>> = {
    monitoring: (change) => ({ ...baseOf(change["target"]), ...change }),
    gmsa: (change) => ({
      ...eksBase,
      namespaces: [{ name: "orders" }],
      inCluster: {
        gmsa: {
          credentialSpecs: [
            { name: "a", account: "a", domain: { ...domain, ...change }, usedBy: [{ namespace: "orders" }] },
          ],
        },
      },
    }),
    delivery: (change) => ({ ...eksBase, inCluster: { delivery: { tool: "flux", ...change } } }),
  };

  for (const [name, guide] of guides) {
    it(`in ${name} is refused with those words, and with nothing else`, () => {
      const rows = table(guide, "Refused");
      assert.ok(rows.length >= 2);
      for (const [change = "", answer = ""] of rows) {
        const lines = problemsOf(shapes[name]?.(parse(unquoted(change)) as Values) ?? {});
        assert.equal(lines.length, 1, `${change}: ${lines.join("\n")}`);
        assert.ok(lines[0]?.includes(unquoted(answer)), `${lines[0] ?? ""} has ${answer}`);
      }
    });
  }
});

describe("what the guides say about defaults and alerts", () => {
  const schema = JSON.parse(fs.readFileSync(path.join(root, "config/stack.schema.json"), "utf8")) as unknown;

  it("is every default of inCluster, and no other", () => {
    const all = [...guides.map(([, guide]) => guide), read("guardrails")];
    const rows = all.flatMap((guide) => table(guide, "Defaults"));
    const said = new Map(rows.map(([setting = "", value = ""]) => [unquoted(setting), unquoted(value)]));
    assert.equal(said.size, rows.length, "no setting twice");
    assert.deepEqual(new Map([...said].sort()), new Map([...inClusterDefaults(schema)].sort()));
  });

  it("is every alert, and no other", () => {
    const alerts = [...windowsRules({ patchAgeDays: 45 }).alerts, linuxCoverageAlert].map(
      ({ alert }) => alert,
    );
    const said = table(read("monitoring"), "Alerts").map(([alert = ""]) => unquoted(alert));
    assert.deepEqual(said.sort(), alerts.sort());
  });
});

/** The default that a schema names; nothing is an empty group. */
function defaultOf(schema: unknown): unknown {
  return typeof schema === "object" && schema !== null && "default" in schema ? schema.default : {};
}

/** Defaults below `inCluster` in the JSON Schema, by path. Groups that are empty by default have those of their members. */
function inClusterDefaults(file: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (schema: unknown, at: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    if ("properties" in schema && typeof schema.properties === "object" && schema.properties !== null) {
      for (const [key, value] of Object.entries(schema.properties)) {
        const place = [at, key.replace(/^mullion:/, "")].filter((part) => part !== "").join(".");
        const standard = defaultOf(value);
        if (place.startsWith("inCluster.") && JSON.stringify(standard) !== "{}") {
          found.set(place, typeof standard === "string" ? standard : JSON.stringify(standard));
        }
        walk(value, place);
      }
    }
    for (const list of ["anyOf", "oneOf"]) {
      const options: unknown = list in schema ? (schema as Values)[list] : undefined;
      if (Array.isArray(options)) for (const option of options) walk(option, at);
    }
    if ("items" in schema) walk(schema.items, `${at}[]`);
    if (at === "" && "properties" in schema) walk((schema.properties as Values)["config"], "");
  };
  walk(file, "");
  return found;
}
