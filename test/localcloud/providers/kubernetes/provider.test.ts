import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { kubernetesProvider } from "../../../../localcloud/providers/kubernetes/provider";
import type { Provider } from "../../../../localcloud/providers/provider";
import type { PropertyMap } from "../../../../localcloud/wire/values";
import { secret, UNKNOWN } from "../../../../localcloud/wire/values";

/** A kubeconfig of a server that nobody serves: port 9 is for discarded data. */
const DEAD = JSON.stringify({
  "current-context": "c",
  clusters: [{ name: "c", cluster: { server: "https://127.0.0.1:9" } }],
  contexts: [{ name: "c", context: { cluster: "c" } }],
});

const about = (type: string) => ({
  urn: `urn:pulumi:dev::p::${type}::x`,
  type,
  name: "x",
  randomSeed: new Uint8Array(8),
});
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const RELEASE = "kubernetes:helm.sh/v3:Release";
const map: PropertyMap = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a", namespace: "b" },
  data: { x: "1" },
};

async function configured(
  variables: Readonly<Record<string, string>>,
): Promise<{ provider: Provider; said: string[] }> {
  const provider = kubernetesProvider();
  const said: string[] = [];
  const named = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [`kubernetes:config:${name}`, value]),
  );
  await provider.configure({ args: {}, variables: named }, (severity, message) =>
    said.push(`${severity}: ${message}`),
  );
  return { provider, said };
}

describe("the Kubernetes provider without a cluster", () => {
  const reason =
    'Get "https://127.0.0.1:9/version?timeout=32s": dial tcp 127.0.0.1:9: connect: connection refused';

  it("checks, compares and previews, and says that it only shows inputs", async () => {
    const { provider, said } = await configured({ kubeconfig: DEAD });
    const { inputs } = await provider.check({ ...about(CONFIG_MAP), olds: {}, news: map });
    const preview = { ...about(CONFIG_MAP), properties: inputs, timeoutSeconds: 0, preview: true };
    assert.deepEqual(await provider.create(preview), { id: "", properties: map });
    assert.deepEqual(await provider.create(preview), { id: "", properties: map });
    assert.deepEqual(said, [
      `warning: the cluster cannot be reached, so this preview only shows inputs: unable to load schema information from the API server: ${reason}`,
    ]);
  });

  it("fails to create, read and delete, and says how to go on", async () => {
    const { provider } = await configured({ kubeconfig: DEAD });
    const request = {
      ...about(CONFIG_MAP),
      id: "b/a",
      timeoutSeconds: 0,
      properties: map,
      inputs: map,
      oldInputs: map,
    };
    await assert.rejects(
      Promise.resolve(provider.create({ ...request, preview: false })),
      /^Error: configured Kubernetes cluster is unreachable: /,
    );
    await assert.rejects(Promise.resolve(provider.read(request)), /PULUMI_K8S_DELETE_UNREACHABLE/);
    await assert.rejects(Promise.resolve(provider.delete(request)), /PULUMI_K8S_DELETE_UNREACHABLE/);
  });

  it("drops what it cannot reach from the state when it is told to", async () => {
    const { provider } = await configured({ kubeconfig: DEAD, deleteUnreachable: "true" });
    const request = {
      ...about(CONFIG_MAP),
      id: "b/a",
      timeoutSeconds: 0,
      properties: map,
      inputs: map,
      oldInputs: map,
    };
    assert.equal(await provider.read(request), undefined);
    await provider.delete(request);
  });

  it("refuses lists, generated names, nameless patches and functions by name", async () => {
    const { provider } = await configured({ kubeconfig: DEAD });
    const check = (type: string, news: PropertyMap) =>
      Promise.resolve(provider.check({ ...about(type), olds: {}, news }));
    await assert.rejects(
      check("kubernetes:core/v1:ConfigMapList", { kind: "ConfigMapList", items: [] }),
      /list resources exist for compatibility/,
    );
    await assert.rejects(
      check(CONFIG_MAP, { ...map, metadata: { generateName: "a-" } }),
      /`\.metadata\.generateName` field is not supported/,
    );
    await assert.rejects(
      check(`${CONFIG_MAP}Patch`, { ...map, metadata: {} }),
      /patch resources require the `\.metadata\.name` field/,
    );
    const call = { token: "kubernetes:helm:template", args: {}, preview: false };
    await assert.rejects(
      Promise.resolve(provider.invoke?.(call)),
      /does not support the function kubernetes:helm:template: it renders charts with Helm/,
    );
  });

  it("labels objects where server-side apply is off", async () => {
    const { provider } = await configured({ kubeconfig: DEAD, enableServerSideApply: "false" });
    const { inputs } = await provider.check({ ...about(CONFIG_MAP), olds: {}, news: map });
    assert.deepEqual(inputs["metadata"], {
      name: "a",
      namespace: "b",
      labels: { "app.kubernetes.io/managed-by": "pulumi" },
    });
  });

  it("must be configured first", async () => {
    await assert.rejects(
      async () => kubernetesProvider().check({ ...about(CONFIG_MAP), olds: {}, news: map }),
      /was not configured/,
    );
  });

  it("reads the objects of YAML documents", async () => {
    const { provider } = await configured({ kubeconfig: DEAD });
    const text =
      "kind: A\napiVersion: v1\n---\n---\nkind: List\nitems: [{kind: B, apiVersion: v1, metadata: {namespace: own}}]\n";
    const answer = await provider.invoke?.({
      token: "kubernetes:yaml:decode",
      args: { text, defaultNamespace: "ns" },
      preview: false,
    });
    assert.deepEqual(answer?.value["result"], [
      { kind: "A", apiVersion: "v1", metadata: { namespace: "ns" } },
      { kind: "B", apiVersion: "v1", metadata: { namespace: "own" } },
    ]);
    const bad = { token: "kubernetes:yaml:decode", args: { text: "a: [" }, preview: false };
    await assert.rejects(Promise.resolve(provider.invoke?.(bad)), /cannot decode YAML/);
  });
});

describe("manifests in the place of a cluster", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-render-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("are written and removed, with a warning for a secret in the clear", async () => {
    const { provider, said } = await configured({ renderYamlToDirectory: folder });
    const properties = { ...map, data: { x: secret("1") } };
    const made = await provider.create({
      ...about(CONFIG_MAP),
      properties,
      timeoutSeconds: 0,
      preview: false,
    });
    const file = path.join(folder, "1-manifest", "v1-configmap-b-a.yaml");
    assert.deepEqual(parse(fs.readFileSync(file, "utf8")), map);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.equal(said[0], `warning: rendered file ${file} contains a secret value in plaintext`);
    await provider.delete({
      ...about(CONFIG_MAP),
      id: made.id,
      properties: made.properties,
      oldInputs: properties,
      timeoutSeconds: 0,
    });
    assert.equal(fs.existsSync(file), false);
  });

  it("are not written as long as there are unknowns", async () => {
    const { provider } = await configured({ renderYamlToDirectory: folder });
    const properties = { ...map, data: { x: UNKNOWN } };
    await provider.create({ ...about(CONFIG_MAP), properties, timeoutSeconds: 0, preview: true });
    assert.deepEqual(fs.readdirSync(folder), []);
  });
});

describe("a Helm release", () => {
  const inputs = { chart: "metrics", version: "1.2.3", name: "rel", namespace: "ns", values: { a: 1 } };

  it("is recorded, with a warning that nothing of it is rendered", async () => {
    const { provider, said } = await configured({ kubeconfig: DEAD });
    const made = await provider.create({
      ...about(RELEASE),
      properties: inputs,
      timeoutSeconds: 0,
      preview: false,
    });
    assert.equal(made.id, "ns/rel");
    assert.deepEqual(made.properties["status"], { name: "rel", namespace: "ns", status: "unknown" });
    assert.deepEqual(made.properties["__inputs"], secret(inputs));
    assert.deepEqual(said, [
      'warning: Helm release "ns/rel" (chart metrics 1.2.3) is recorded and not rendered: the local cloud runs no Helm, so none of the chart\'s objects are in the cluster',
    ]);
  });

  it("gets defaults and a name, and needs a local chart to be there", async () => {
    const { provider } = await configured({ kubeconfig: DEAD, namespace: "team" });
    const checked = await provider.check({
      ...about(RELEASE),
      olds: {},
      news: { chart: "./missing", compat: "true" },
    });
    const { name, namespace, timeout, compat } = checked.inputs;
    assert.deepEqual([name, namespace, timeout, compat], ["x-00000000", "team", 300, undefined]);
    assert.deepEqual(checked.failures, [
      {
        property: "chart",
        reason: 'path "./missing" not found; check the chart name and repository configuration.',
      },
    ]);
  });

  it("is changed in place, and replaced for another name", async () => {
    const { provider } = await configured({ kubeconfig: DEAD });
    const request = { ...about(RELEASE), id: "ns/rel", olds: {}, oldInputs: inputs, ignoreChanges: [] };
    assert.deepEqual(await provider.diff({ ...request, news: { ...inputs, values: { a: 2 } } }), {
      changes: "some",
      diffs: ["values"],
      replaces: [],
      detailedDiff: { "values.a": { kind: "update" } },
    });
    assert.deepEqual((await provider.diff({ ...request, news: { ...inputs, name: "other" } })).replaces, [
      "name",
    ]);
    assert.deepEqual(await provider.diff({ ...request, news: inputs }), { changes: "none" });
  });

  it("cannot be imported, because there is no other one", async () => {
    const { provider } = await configured({ kubeconfig: DEAD });
    const request = {
      ...about(RELEASE),
      id: "ns/rel",
      properties: undefined,
      inputs: undefined,
      timeoutSeconds: 0,
    };
    await assert.rejects(
      async () => provider.read(request),
      /Helm release "ns\/rel" cannot be imported or got/,
    );
  });
});
