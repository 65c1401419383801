import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";

import { clientFromKubeconfig } from "../../../localcloud/kubernetes";
import {
  authorityOf,
  ensureServiceAccountKey,
  ensureUsers,
  renderKubeconfig,
} from "../../../localcloud/kubernetes/credentials";

const NAMES = { context: "dev", cluster: "aks-dev", user: "clusterUser_rg_aks-dev" };

describe("the credentials of a control plane", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-credentials-"))));
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const modeOf = (file: string): number => fs.statSync(file).mode & 0o777;

  it("keep users, groups and tokens for later starts, readable by their owner only", () => {
    const file = path.join(folder, "users.csv");
    const asked = [{ name: "dev", groups: ["a", "b"], token: "devtoken" }, { name: "nobody" }];
    const users = ensureUsers(file, asked);
    assert.deepEqual(users.at(-2), { name: "dev", groups: ["a", "b"], token: "devtoken" });
    assert.deepEqual(users.at(-1)?.groups, []);
    assert.deepEqual(ensureUsers(file, []), users);
    assert.equal(modeOf(file), 0o600);
  });

  it("give every user a long token of its own", () => {
    const tokens = ensureUsers(path.join(folder, "users.csv"), []).map(({ token }) => token);
    assert.equal(new Set(tokens).size, tokens.length);
    for (const token of tokens) assert.match(token, /^[0-9a-f]{64}$/);
  });

  it("keep the key of service accounts for later starts, readable by its owner only", () => {
    const file = ensureServiceAccountKey(folder);
    const key = fs.readFileSync(file, "utf8");
    assert.equal(modeOf(file), 0o600);
    assert.equal(ensureServiceAccountKey(folder), file);
    assert.equal(fs.readFileSync(file, "utf8"), key);
  });

  it("name the entries of a kubeconfig as the cloud does", () => {
    const kubeconfig: unknown = parse(renderKubeconfig(NAMES, "https://127.0.0.1:20001", "CA", "secret"));
    assert.deepEqual(kubeconfig, {
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "aks-dev",
          cluster: { server: "https://127.0.0.1:20001", "certificate-authority-data": "Q0E=" },
        },
      ],
      users: [{ name: "clusterUser_rg_aks-dev", user: { token: "secret" } }],
      contexts: [{ name: "dev", context: { cluster: "aks-dev", user: "clusterUser_rg_aks-dev" } }],
      "current-context": "dev",
      preferences: {},
    });
  });

  it("are found in a kubeconfig, and what is missing there is named", () => {
    const kubeconfig = renderKubeconfig(NAMES, "https://127.0.0.1:20001", "", "secret");
    assert.throws(() => clientFromKubeconfig(kubeconfig), /no certificate-authority-data/);
    assert.throws(() => clientFromKubeconfig("{}"), /no current-context/);
    assert.throws(
      () => clientFromKubeconfig(kubeconfig.replace("current-context: dev", "current-context: prod")),
      /no entry "prod" under contexts/,
    );
  });

  it("trust the authority, which is the last certificate of the API server's bundle", () => {
    const certificate = (text: string): string =>
      `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
    assert.equal(authorityOf(certificate("server") + certificate("authority")), certificate("authority"));
    assert.equal(authorityOf(""), undefined);
    assert.equal(authorityOf("-----BEGIN CERTIFICATE-----\nhalf"), undefined);
  });
});
