import assert from "node:assert/strict";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { rules } from "../../policy/rules";
import { AnalyzerProcess } from "./support/analyzer";
import {
  aksCluster,
  aksWindowsPool,
  deployment,
  pod,
  secret,
  type TestResource,
  UNKNOWN,
  urnOf,
  windowsContainer,
} from "./support/resources";

const tooLong = aksWindowsPool({ agentPoolName: "windows" });
const canary = "canary-7f3a9";

const NAME_LENGTH = "aks-windows-pool-name-length";

describe("the pack as the engine runs it", function () {
  this.timeout(60_000);
  let pack: AnalyzerProcess;
  before(async () => (pack = await AnalyzerProcess.start()));
  afterEach(() => pack.configure({}));
  after(() => pack.stop());

  const findings = async (policy: string, resource: TestResource) =>
    (await pack.analyze(resource)).filter((violation) => violation.policy === policy);
  const nameLevels = async (resource: TestResource) =>
    (await findings(NAME_LENGTH, resource)).map(({ level }) => level);

  it("announces every rule with its level, kind, page and parameters", async () => {
    const info = await pack.info();
    const announced = info.getPoliciesList();
    assert.deepEqual(
      announced.map((policy) => policy.getName()),
      ["settings", ...rules.map(({ name }) => name)],
    );
    assert.deepEqual(
      announced
        .slice(1)
        .map((policy) => [policy.getPolicyType(), policy.getEnforcementlevel(), policy.getUrl()]),
      rules.map((rule) => [
        rule.kind === "resource" ? 1 : 2,
        rule.level === "mandatory" ? 1 : 0,
        rule.sources[0],
      ]),
    );
    assert.deepEqual(
      Object.keys(announced[0]?.getConfigschema()?.getProperties()?.toJavaScript() ?? {}).sort(),
      ["asOf", "strict"],
    );
    assert.equal(info.getName(), "mullion");
  });

  it("reports a violation under the rule's own name and level, on the resource", async () => {
    const [violation, ...others] = await findings(NAME_LENGTH, tooLong);
    assert.deepEqual(others, []);
    assert.equal(violation?.level, "mandatory");
    assert.match(violation.urn, /AgentPool::test$/);
    assert.match(
      violation.message,
      /^AgentPool "windows": agentPoolName is "windows" \(7 characters\): .* See docs\/rules\/aks-windows-pool-name-length\.md and https:/,
    );
    assert.deepEqual(await findings(NAME_LENGTH, aksWindowsPool()), []);
    assert.deepEqual(await pack.analyze({ type: "random:index/randomId:RandomId", properties: {} }), []);
  });

  it("takes a rule's level from the configuration", async () => {
    await pack.configure({ [NAME_LENGTH]: { level: EnforcementLevel.ADVISORY } });
    assert.deepEqual(await nameLevels(tooLong), ["advisory"]);
    await pack.configure({ [NAME_LENGTH]: { level: EnforcementLevel.REMEDIATE } });
    assert.deepEqual(await nameLevels(tooLong), ["mandatory"]);
    await pack.configure({ [NAME_LENGTH]: { level: EnforcementLevel.DISABLED } });
    assert.deepEqual(await nameLevels(tooLong), []);
  });

  it("mends what a rule of level remediate can mend, and only that, secrets kept as they are", async () => {
    const rule = "windows-pods-need-node-selector";
    const windows = { os: { name: "windows" }, token: secret(canary) };
    const bad = pod(windows);
    assert.deepEqual(await pack.remediate(bad), []);
    await pack.configure({ [rule]: { level: EnforcementLevel.REMEDIATE } });
    const after = {
      ...bad.properties,
      spec: { ...windows, nodeSelector: { "kubernetes.io/os": "windows" } },
    };
    assert.deepEqual(await pack.remediate(bad), [[rule, after]]);
    assert.deepEqual(await findings(rule, { ...bad, properties: after }), []);
    assert.deepEqual(await pack.remediate(pod({ ...windows, nodeSelector: UNKNOWN })), []);
    assert.deepEqual(await pack.remediate(tooLong), []);
  });

  it("refuses a configuration that does not fit, naming every mistake", async () => {
    const configure = pack.configure({
      settings: { level: EnforcementLevel.ADVISORY, properties: { strict: "yes", asof: "2026-11-23" } },
    });
    await assert.rejects(configure, (error: Error) => {
      assert.match(error.message, /settings\.asof is no parameter of this rule; it has strict, asOf/);
      assert.match(error.message, /settings\.strict must be true or false, got "yes"/);
      return true;
    });
  });

  it("says at the rule's own level in strict mode, else as advice, what an unknown keeps it from proving", async () => {
    const unknown = aksWindowsPool({ agentPoolName: UNKNOWN });
    assert.deepEqual(await nameLevels(unknown), ["advisory"]);
    await pack.configure({ settings: { level: EnforcementLevel.ADVISORY, properties: { strict: true } } });
    const [violation] = await findings(NAME_LENGTH, unknown);
    assert.equal(violation?.level, "mandatory");
    assert.match(
      violation.message,
      /agentPoolName is decided only during the deployment, so the rule cannot be proved in preview/,
    );
  });

  it("judges dates on the configured day", async () => {
    const stack = [aksCluster({ kubernetesVersion: "1.32" }), aksWindowsPool({ osSKU: "Windows2019" })];
    const supported = async (day: string) => {
      await pack.configure({ settings: { level: EnforcementLevel.ADVISORY, properties: { asOf: day } } });
      return (await pack.analyzeStack(stack)).every(({ policy }) => policy !== "aks-windows-sku-supported");
    };
    assert.equal(await supported("2026-02-28"), true);
    assert.equal(await supported("2026-03-01"), false);
  });

  it("judges a stack by what the resources declared, where the engine leaves a property out", async () => {
    const cluster = aksCluster({ kubernetesVersion: "1.37" });
    const pool = aksWindowsPool();
    for (const resource of [cluster, pool]) await pack.analyze(resource);
    const violations = await pack.analyzeStack([aksCluster({ kubernetesVersion: undefined }), pool]);
    assert.deepEqual(
      violations.filter(({ policy }) => policy === "aks-windows-sku-supported").map(({ urn }) => urn),
      [urnOf(pool)],
    );
  });

  it("never shows a secret, and does show the same value when it is none", async () => {
    const image = `${canary}.example/windows/servercore:ltsc2022`;
    const bad = (value: unknown) => deployment({ containers: [windowsContainer({ image: value })] });
    const shown = async (value: unknown) =>
      [...(await pack.analyze(bad(value))), ...(await pack.analyzeStack([bad(value)]))].map(
        ({ message }) => message,
      );
    const plain = await shown(image);
    const hidden = await shown(secret(image));
    assert.ok(plain.some((message) => message.includes(canary)));
    assert.ok(hidden.length > 0);
    assert.deepEqual(
      hidden.filter((message) => message.includes(canary)),
      [],
    );
  });
});
