import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Finding } from "../../../cli/check/finding";
import { renderCheck } from "../../../cli/check/formats";
import { placesIn } from "../../../cli/check/place";
import { configOf } from "../../config/base";
import { recordProgram } from "../../components/program";
import { parse } from "yaml";

const text = `config:
  mullion:target: aks
  mullion:cluster:
    kubernetesVersion: "1.36"
  mullion:network: {}
  mullion:systemPool: { vmSize: Standard_D4s_v5 }
  mullion:nodePools:
    - name: win
      os: Windows
    - name: win
      slot: b
    - os: Linux
  mullion:namespaces:
    - { name: apps }
`;

const urnOf = (name: string) => `urn:pulumi:dev::mullion::some:type:Thing::${name}`;
const lineOf = (name: string) => placesIn(text)(urnOf(name));

describe("the place of a resource in the stack's file", () => {
  it("is the entry of its node pool, by name and slot", () => {
    assert.equal(lineOf("mullion-dev-pool-wina-agents"), 8);
    assert.equal(lineOf("mullion-dev-pool-winb"), 10);
    assert.equal(lineOf("mullion-dev-pool-winc-agents"), undefined);
  });

  it("is the entry of its namespace, and the group of what there is once", () => {
    assert.equal(lineOf("mullion-dev-baseline-apps-quota"), 14);
    assert.equal(lineOf("mullion-dev-pool-system-group"), 6);
    assert.equal(lineOf("mullion-dev-network-nodes"), 5);
    assert.equal(lineOf("mullion-dev-cluster-cluster"), 3);
  });

  it("is the pool, in a stack that is called a cluster", () => {
    assert.equal(lineOf("shop-cluster-pool-wina-agents"), 8);
  });

  it("is not known for other resources and in other programs", () => {
    assert.equal(lineOf("mullion-dev-samples-linux"), undefined);
    assert.equal(placesIn("config: nothing")(urnOf("x")), undefined);
    assert.equal(placesIn("")(urnOf("x")), undefined);
  });

  it("is the right one for what the program really calls its pools and namespaces", async () => {
    const file = fs.readFileSync(path.resolve(__dirname, "../../../Pulumi.dev.yaml"), "utf8");
    const { config } = parse(file) as { readonly config: Readonly<Record<string, unknown>> };
    const values = Object.entries(config).map(
      ([key, value]) => [key.replace("mullion:", ""), value] as const,
    );
    const registrations = await recordProgram(configOf(Object.fromEntries(values)));
    const lines = file.split("\n");
    const placed = (type: string) =>
      registrations
        .filter((one) => one.type === type)
        .map(({ urn }) => lines[(placesIn(file)(urn) ?? 0) - 1]?.trim());
    assert.deepEqual(placed("azure-native:containerservice:AgentPool"), ["- name: linux", "- name: win"]);
    assert.deepEqual(placed("azure-native:containerservice:ManagedCluster"), ["mullion:cluster:"]);
    assert.ok(placed("kubernetes:core/v1:ResourceQuota").includes("- name: apps"));
  });
});

describe("findings in SARIF", () => {
  const finding: Finding = {
    stack: "dev",
    rule: "some-rule",
    level: "mandatory",
    urn: urnOf("pool"),
    message: "Wrong. See docs/rules/some-rule.md and https://example.com/why",
    line: 8,
  };
  const log = (one: Finding) =>
    JSON.parse(
      renderCheck(
        "sarif",
        [{ stack: "dev", resources: 1, findings: [one], errors: [] }],
        (_, words) => words,
      ),
    ) as {
      runs: {
        tool: { driver: { rules: object[] } };
        results: { locations: { physicalLocation: object }[] }[];
      }[];
    };

  it("have the line of the stack's file, or its first", () => {
    const { line, ...without } = finding;
    const at = (one: Finding) => log(one).runs[0]?.results[0]?.locations[0]?.physicalLocation;
    const artifactLocation = { uri: "Pulumi.dev.yaml" };
    assert.deepEqual(at(finding), { artifactLocation, region: { startLine: line } });
    assert.deepEqual(at(without), { artifactLocation, region: { startLine: 1 } });
  });

  it("have an absolute address for help, where the message names one", () => {
    const rules = (one: Finding) => log(one).runs[0]?.tool.driver.rules;
    assert.deepEqual(rules(finding), [
      { id: "some-rule", helpUri: "https://example.com/why", help: { text: "See docs/rules/some-rule.md" } },
    ]);
    assert.deepEqual(rules({ ...finding, message: "Another pack's words." }), [{ id: "some-rule" }]);
  });
});
