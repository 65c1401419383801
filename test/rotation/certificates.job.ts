import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import type { Finding } from "../../rotation";
import { filesWith, Project } from "../integration/project";
import { resultTable } from "../scenarios/results";
import { makeCertificate } from "./certificate";

const DAY = 86_400_000;

/** The day that is this many days from one, as `YYYY-MM-DD`. */
function dayFrom(moment: number, days: number): string {
  return new Date(moment + days * DAY).toISOString().slice(0, 10);
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
  readonly users: readonly { readonly name: string; readonly user: { readonly token: string } }[];
}

/**
 * The stack of an existing cluster against a real API server, whose certificates the test reads from the files that the
 * server wrote. That server knows its users by token: the client certificate is one of the test's own.
 */
describe("rotation of a cluster's certificates, real API server", function () {
  this.timeout("30m");
  const note = resultTable("mullion rotation --stack edge", "seen");
  const project = new Project("edge");
  const ownFile = path.join(project.home, "clusters", "edge.yaml");
  const adminFile = path.join(project.folder, "admin.conf");
  const clientEnds = Date.parse("2031-05-20T12:00:00Z");
  const client = makeCertificate("admin", new Date(clientEnds));
  let host: string;
  let token: string;
  /** When the certificate of the API server ends, and that of its authority: by the files of the API server. */
  let serverEnds: number;
  let authorityEnds: number;

  before(async () => {
    const made = await project.mullion("local", "cluster", "create", "edge", "--kubernetes", "1.36");
    assert.equal(made.exitCode, 0, made.stderr);
    const kubeconfig = parse(fs.readFileSync(ownFile, "utf8")) as Kubeconfig;
    host = new URL(kubeconfig.clusters[0]?.cluster.server ?? "").host;
    token = kubeconfig.users[0]?.user.token ?? "";
    const users = kubeconfig.users.map(({ name }) => ({
      name,
      user: {
        "client-certificate-data": Buffer.from(client.cert).toString("base64"),
        "client-key-data": Buffer.from(client.key).toString("base64"),
      },
    }));
    fs.writeFileSync(adminFile, stringify({ ...kubeconfig, users }));
    const [written] = filesWith("BEGIN CERTIFICATE", project.home).filter(
      (file) => path.basename(file) === "apiserver.crt",
    );
    const bundle = fs.readFileSync(written ?? "", "utf8").split(/(?=-----BEGIN)/);
    const ends = bundle.map((pem) => Date.parse(new X509Certificate(pem).validTo));
    assert.equal(ends.length, 2, "its own, and that of its authority");
    [serverEnds = 0, authorityEnds = 0] = ends;
  });

  after(() => project.remove());

  /** What rotation says of certificates: `<level> <cause>`, and its exit code. */
  async function rotation(...args: string[]) {
    const ran = await project.mullion("rotation", "--stack", "edge", "--json", ...args);
    assert.equal(ran.stderr, "");
    const { findings } = JSON.parse(ran.stdout) as { readonly findings: readonly Finding[] };
    const said = findings
      .filter(({ check }) => check === "certificates")
      .map(({ level, cause }) => `${level} ${cause}`);
    return { said, exitCode: ran.exitCode };
  }

  const serverSaid = (words: string) => `The certificate of the API server ${host} ${words}.`;
  const authoritySaid = (words: string) => `The certificate authority of edge in the kubeconfig ${words}.`;
  const clientSaid = (words: string) => `The client certificate of edge-admin in the kubeconfig ${words}.`;
  const on = (ends: number) => dayFrom(ends, 0);

  it("counts the days until the server's certificate and its authority end", async () => {
    const asOf = dayFrom(serverEnds, -100);
    const left = (ends: number) =>
      `ends on ${on(ends)}, in ${String(Math.floor((ends - Date.parse(asOf)) / DAY))} days`;
    const { said, exitCode } = await rotation("--as-of", asOf);
    assert.deepEqual(said, [
      "note The token of edge-admin in the kubeconfig does not say when it ends.",
      // A new authority is a project: a year is not too early.
      `warning ${authoritySaid(left(authorityEnds))}`,
      `ok ${serverSaid(left(serverEnds))}`,
    ]);
    assert.equal(exitCode, 2);
    note(`server ${left(serverEnds)}; authority ${left(authorityEnds)}`);
  });

  it("warns from the thirtieth day before the end", async () => {
    for (const [days, level] of [
      [31, "ok"],
      [30, "warning"],
    ] as const) {
      const { said } = await rotation("--as-of", dayFrom(serverEnds, -days));
      assert.ok(
        said.includes(`${level} ${serverSaid(`ends on ${on(serverEnds)}, in ${String(days)} days`)}`),
        said.join("\n"),
      );
    }
    note("31 days: ok; 30 days: warning");
  });

  it("says what has ended, and ends with 3", async () => {
    const { said, exitCode } = await rotation("--as-of", dayFrom(Math.max(serverEnds, authorityEnds), 2));
    assert.ok(
      said.includes(`error ${serverSaid(`ended on ${on(serverEnds)}, 2 days ago`)}`),
      said.join("\n"),
    );
    assert.ok(said.some((line) => line.startsWith(`error ${authoritySaid("").slice(0, -2)} ended on `)));
    assert.equal(exitCode, 3);
    note(`as of ${dayFrom(serverEnds, 2)}: exit code 3`);
  });

  it("reads the client certificate of another kubeconfig, and shakes hands with the same server", async () => {
    const { said } = await rotation("--kubeconfig", adminFile, "--as-of", "2031-05-10");
    assert.deepEqual(
      said.map((line) => line.split(/ (?:ends|ended) /)[0]),
      [
        `warning ${clientSaid("").slice(0, -2)}`,
        `error ${authoritySaid("").slice(0, -2)}`,
        `error ${serverSaid("").slice(0, -2)}`,
      ],
    );
    assert.equal(said[0], `warning ${clientSaid("ends on 2031-05-20, in 10 days")}`);
    note("in 10 days");
  });

  it("says of an API server that is gone what it cannot see, and goes on with the kubeconfig", async () => {
    const kept = path.join(project.folder, "edge.yaml");
    fs.copyFileSync(ownFile, kept);
    assert.equal((await project.mullion("local", "cluster", "delete", "edge")).exitCode, 0);
    const { said, exitCode } = await rotation("--kubeconfig", kept, "--as-of", dayFrom(authorityEnds, -400));
    assert.deepEqual(
      said.map((line) => line.split(" ")[0]),
      ["note", "ok", "note"],
    );
    assert.match(
      said[2] ?? "",
      new RegExp(`could not be looked at: https://${host} does not answer \\(.*ECONNREFUSED`),
    );
    assert.equal(exitCode, 0);
    note("a note each for token and server");
  });

  it("prints neither token nor key", () => {
    const key = client.key.split("\n")[1] ?? "";
    assert.ok(token.length > 10 && key.length > 10);
    for (const secret of [token, key, Buffer.from(client.key).toString("base64").slice(0, 60), "PRIVATE KEY"])
      assert.ok(!project.transcript.includes(secret));
    note("token and key: nowhere");
  });
});
