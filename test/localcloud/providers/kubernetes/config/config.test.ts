import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { checkConfig } from "../../../../../localcloud/providers/kubernetes/config/check-config";
import { connectionOf } from "../../../../../localcloud/providers/kubernetes/config/credentials";
import { diffConfig } from "../../../../../localcloud/providers/kubernetes/config/diff-config";
import {
  activeConfig,
  ambientKubeconfig,
  readKubeconfig,
} from "../../../../../localcloud/providers/kubernetes/config/kubeconfig";
import { readOptions } from "../../../../../localcloud/providers/kubernetes/config/options";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import { secret, UNKNOWN } from "../../../../../localcloud/wire/values";

const kubeconfig = (server: string, token = "t", name = "one"): string =>
  JSON.stringify({
    "current-context": name,
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: { token } }],
    contexts: [
      { name, context: { cluster: name, user: name, namespace: "team" } },
      { name: "other", context: { cluster: name, user: name } },
    ],
  });

const urn = "urn:pulumi:dev::p::pulumi:providers:kubernetes::p";
const identity = { urn, type: "pulumi:providers:kubernetes", name: "p" };
const diff = (olds: PropertyMap, news: PropertyMap) =>
  diffConfig({ ...identity, id: "x", olds, oldInputs: olds, news, ignoreChanges: [] });

describe("a kubeconfig", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-kubeconfig-"));
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it("is content, or the file that a text names", () => {
    const file = path.join(folder, "config");
    fs.writeFileSync(file, kubeconfig("https://a"));
    assert.deepEqual(readKubeconfig(file), readKubeconfig(kubeconfig("https://a")));
  });

  it("may be YAML in any style", () => {
    const yaml =
      "current-context: c\nclusters: [{name: c, cluster: {server: 'https://a'}}]\ncontexts: [{name: c, context: {cluster: c}}]\n";
    assert.equal(activeConfig(readKubeconfig(yaml), {}).cluster["server"], "https://a");
  });

  it("names files from where it is", () => {
    const file = path.join(folder, "with-files");
    fs.writeFileSync(
      file,
      "current-context: c\nclusters: [{name: c, cluster: {server: 'https://a', certificate-authority: ca.pem}}]\ncontexts: [{name: c, context: {cluster: c}}]\n",
    );
    fs.writeFileSync(path.join(folder, "ca.pem"), "PEM");
    assert.equal(connectionOf(activeConfig(readKubeconfig(file), {})).ca, "PEM");
  });

  it("comes from several files of the environment; the first to say something wins", () => {
    const [first, second] = ["first", "second"].map((name) => path.join(folder, name));
    fs.writeFileSync(first ?? "", kubeconfig("https://first"));
    fs.writeFileSync(second ?? "", kubeconfig("https://second"));
    const files = [first, path.join(folder, "missing"), second].join(path.delimiter);
    assert.equal(
      activeConfig(ambientKubeconfig({ KUBECONFIG: files }), {}).cluster["server"],
      "https://first",
    );
  });

  it("gives cluster, user and namespace of its context, or of the one that is asked for", () => {
    const config = readKubeconfig(kubeconfig("https://a"));
    assert.equal(activeConfig(config, {}).namespace, "team");
    assert.equal(activeConfig(config, { context: "other" }).namespace, "");
    assert.equal(activeConfig(config, { namespace: "mine" }).namespace, "mine");
  });

  const bad = [
    ["a context that is missing", { context: "nothing" }, /^context "nothing" does not exist$/],
    ["a cluster that is missing", { cluster: "nothing" }, /^cluster "nothing" does not exist$/],
  ] as const;
  for (const [what, overrides, message] of bad) {
    it(`is refused with ${what}`, () => {
      assert.throws(() => activeConfig(readKubeconfig(kubeconfig("https://a")), overrides), { message });
    });
  }

  it("is refused when it says nothing, or is none", () => {
    assert.throws(() => activeConfig(readKubeconfig(""), {}), /no configuration has been provided/);
    assert.throws(
      () => readKubeconfig("not a kubeconfig"),
      /couldn't get version\/kind; json parse error: json: cannot unmarshal string/,
    );
  });
});

describe("credentials", () => {
  const connect = (user: PropertyMap) =>
    connectionOf({ cluster: { server: "https://a" }, user, namespace: "" });

  it("are a token, a name and password, or certificates", async () => {
    assert.equal(await connect({ token: "t" }).token?.(), "Bearer t");
    assert.equal(
      await connect({ username: "u", password: "p" }).token?.(),
      `Basic ${Buffer.from("u:p").toString("base64")}`,
    );
    assert.equal(connect({ "client-key-data": Buffer.from("KEY").toString("base64") }).key, "KEY");
  });

  it("may come from a program, which is asked again when its answer ends", async () => {
    const answer = { status: { token: "fresh", expirationTimestamp: "2000-01-01T00:00:00Z" } };
    const exec = {
      command: process.execPath,
      args: ["-e", `console.log(${JSON.stringify(JSON.stringify(answer))})`],
    };
    assert.equal(await connect({ exec }).token?.(), "Bearer fresh");
  });

  it("of a kind that is gone are refused by name", () => {
    assert.throws(
      () => connect({ "auth-provider": { name: "gcp" } }),
      /auth-provider was removed from Kubernetes clients in 1\.26; use "exec"/,
    );
  });
});

describe("diffConfig", () => {
  const one = kubeconfig("https://a");
  const rows: readonly [
    what: string,
    olds: PropertyMap,
    news: PropertyMap,
    diffs: string[],
    replaces: string[],
  ][] = [
    [
      "another server replaces",
      { kubeconfig: one },
      { kubeconfig: kubeconfig("https://b") },
      ["kubeconfig"],
      ["kubeconfig"],
    ],
    [
      "another token does not",
      { kubeconfig: one },
      { kubeconfig: kubeconfig("https://a", "u") },
      ["kubeconfig"],
      [],
    ],
    [
      "another context of the same cluster does not",
      { kubeconfig: one },
      { kubeconfig: one, context: "other" },
      ["context"],
      [],
    ],
    [
      "a secret kubeconfig is compared by its value",
      { kubeconfig: secret(one) },
      { kubeconfig: kubeconfig("https://b") },
      ["kubeconfig"],
      ["kubeconfig"],
    ],
    [
      "an unknown kubeconfig replaces",
      { kubeconfig: one },
      { kubeconfig: UNKNOWN },
      ["kubeconfig"],
      ["kubeconfig"],
    ],
    [
      "setting an identifier does not",
      { kubeconfig: one },
      { kubeconfig: one, clusterIdentifier: "x" },
      ["clusterIdentifier"],
      [],
    ],
    [
      "dropping it does not",
      { kubeconfig: one, clusterIdentifier: "x" },
      { kubeconfig: one },
      ["clusterIdentifier"],
      [],
    ],
    [
      "another identifier does",
      { clusterIdentifier: "x" },
      { clusterIdentifier: "y" },
      ["clusterIdentifier"],
      ["clusterIdentifier"],
    ],
    [
      "the same identifier keeps everything",
      { kubeconfig: one, clusterIdentifier: "x" },
      { kubeconfig: kubeconfig("https://b"), clusterIdentifier: "x" },
      ["kubeconfig"],
      [],
    ],
    [
      "even with an unknown kubeconfig",
      { kubeconfig: one, clusterIdentifier: "x" },
      { kubeconfig: UNKNOWN, clusterIdentifier: "x" },
      ["kubeconfig"],
      [],
    ],
    [
      "another folder for manifests replaces",
      { renderYamlToDirectory: "a" },
      { renderYamlToDirectory: "b" },
      ["renderYamlToDirectory"],
      ["renderYamlToDirectory"],
    ],
    ["a namespace does not", {}, { namespace: "x" }, ["namespace"], []],
  ];
  for (const [what, olds, news, diffs, replaces] of rows) {
    it(what, () => {
      assert.deepEqual(diff(olds, news), { changes: "some", diffs, replaces });
    });
  }

  it("says nothing of equal configurations", () => {
    assert.deepEqual(diff({ kubeconfig: one }, { kubeconfig: one }), { changes: "none" });
  });
});

describe("checkConfig", () => {
  const failures = (news: PropertyMap, env: NodeJS.ProcessEnv = {}, about = urn) =>
    (
      checkConfig({ ...identity, urn: about, olds: {}, news, randomSeed: new Uint8Array() }, env).failures ??
      []
    ).map(({ property, reason }) => `${property}: ${reason}`);

  it("refuses a cluster and a folder for manifests at once, but not the environment's kubeconfig", () => {
    const news = { renderYamlToDirectory: "out", kubeconfig: "k", context: "c" };
    assert.deepEqual(failures(news), [
      'context: "context" arg is not compatible with "renderYamlToDirectory" arg',
      'kubeconfig: "kubeconfig" arg is not compatible with "renderYamlToDirectory" arg',
    ]);
    assert.deepEqual(failures({ renderYamlToDirectory: "out", kubeconfig: "k" }, { KUBECONFIG: "k" }), []);
  });

  it("refuses to render always where nothing is rendered", () => {
    assert.deepEqual(failures({ alwaysRender: true }), [
      'alwaysRender: "alwaysRender" requires "renderYamlToDirectory" to be set',
    ]);
  });

  it("refuses a default provider and what it leaves open in strict mode", () => {
    const about = "urn:pulumi:dev::p::pulumi:providers:kubernetes::default_4_34_2";
    assert.deepEqual(failures({ strictMode: "true" }, {}, about), [
      ": strict mode prohibits default provider",
      'kubeconfig: strict mode requires Provider "kubeconfig" argument',
      'context: strict mode requires Provider "context" argument',
    ]);
    assert.deepEqual(failures({}), []);
  });
});

describe("readOptions", () => {
  it("takes a flag from the configuration, then from the environment, then its default", () => {
    const read = (variables: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) =>
      readOptions({ args: {}, variables }, env);
    const variable = "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY";
    assert.equal(read({}).enableServerSideApply, true);
    assert.equal(read({}, { [variable]: "false" }).enableServerSideApply, false);
    assert.equal(
      read({ "kubernetes:config:enableServerSideApply": "true" }, { [variable]: "false" })
        .enableServerSideApply,
      true,
    );
    assert.equal(read({}).deleteUnreachable, false);
    assert.equal(read({}, { PULUMI_K8S_DELETE_UNREACHABLE: "true" }).deleteUnreachable, true);
  });
});
