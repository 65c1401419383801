import assert from "node:assert/strict";
import { readAutonaming, type Naming } from "../../../../localcloud/engine/program/autonaming";

const BUCKET = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs";
const CLUSTER = "urn:pulumi:dev::shop::aws:eks/cluster:Cluster::blue";
const SECRET = "urn:pulumi:dev::shop::kubernetes:core/v1:Secret::token";

/** What the setting makes of a resource. */
function named(setting: unknown, urn = BUCKET, values: Record<string, string> = {}): Naming | undefined {
  const config = { values: { "pulumi:autonaming": JSON.stringify(setting), ...values }, secretKeys: [] };
  return readAutonaming(config, "shop", "dev")?.(urn);
}

function problemsOf(setting: unknown): string[] {
  try {
    named(setting);
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n");
  }
  return [];
}

describe("pulumi:autonaming", () => {
  it("leaves names to the providers when it is not set, empty or default", () => {
    assert.equal(readAutonaming({ values: {}, secretKeys: [] }, "shop", "dev"), undefined);
    assert.equal(named({}), undefined);
    assert.equal(named({ mode: "default" }), undefined);
  });

  it("takes the logical name as it is, which asks for the old object to go first", () => {
    assert.deepEqual(named({ mode: "verbatim" }), {
      proposal: { name: "logs", mode: "enforce" },
      deleteBeforeReplace: true,
      expected: false,
    });
  });

  it("can forbid that providers make up names", () => {
    assert.deepEqual(named({ mode: "disabled" })?.proposal, { name: "", mode: "disabled" });
  });

  it("proposes a name after a pattern, and says whether it can exist beside the old one", () => {
    const random = named({ pattern: "x-${name}-${hex(4)}" });
    assert.match(random?.proposal.name ?? "", /^x-logs-[0-9a-f]{4}$/u);
    assert.deepEqual([random?.proposal.mode, random?.deleteBeforeReplace], ["propose", false]);
    const fixed = named({ pattern: "${name}-x", enforce: true });
    assert.deepEqual(
      [fixed?.proposal, fixed?.deleteBeforeReplace],
      [{ name: "logs-x", mode: "enforce" }, true],
    );
  });

  it("puts project, stack, organization and configuration into a pattern", () => {
    const pattern = "${organization}.${project}.${stack}.${config.team}.${name}";
    const naming = named({ pattern }, BUCKET, { "shop:team": "blue" });
    assert.equal(naming?.proposal.name, "organization.shop.dev.blue.logs");
  });

  it("prefers the setting of the type to that of the package, and that to the one for all", () => {
    const setting = {
      mode: "verbatim",
      providers: {
        aws: { pattern: "aws-${name}", resources: { "aws:s3/bucket:Bucket": { pattern: "bucket-${name}" } } },
      },
    };
    assert.deepEqual(
      [BUCKET, CLUSTER, SECRET].map((urn) => [
        named(setting, urn)?.proposal.name,
        named(setting, urn)?.expected,
      ]),
      [
        ["bucket-logs", true],
        ["aws-blue", true],
        ["token", false],
      ],
    );
  });

  it("refuses every part that it does not understand, by its place", () => {
    const found = problemsOf({
      mode: "never",
      colour: "red",
      providers: {
        aws: { mode: "verbatim", pattern: "x", resources: { "aws:s3/bucket:Bucket": "verbatim" } },
        kubernetes: { pattern: "${config.missing}" },
      },
    });
    const docs = " (https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration)";
    const at = "Pulumi.dev.yaml: config: pulumi:autonaming";
    assert.deepEqual(found, [
      `${at}.colour: is not known; known are mode, pattern, enforce, providers${docs}`,
      `${at}.mode: must be default, verbatim or disabled, got "never"${docs}`,
      `${at}.providers.aws: must not have mode beside pattern or enforce; remove one of them${docs}`,
      `${at}.providers.aws.resources["aws:s3/bucket:Bucket"]: must be an object, got "verbatim"${docs}`,
      `${at}.providers.kubernetes.pattern: names the configuration value shop:missing, which is not set${docs}`,
    ]);
  });
});
