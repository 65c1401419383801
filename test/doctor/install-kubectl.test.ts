import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";

import { installKubectl, kubectlToInstall } from "../../doctor";
import { context, machine } from "./recordings";

describe("installing kubectl", () => {
  const program = Buffer.from("a program");
  const path1 = "/release/v1.36.3/bin/windows/amd64/kubectl.exe";
  let pages: Record<string, Buffer | string>;
  let server: http.Server;
  let site: string;
  let folder: string;

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-kubectl-"));
    pages = { [path1]: program, [`${path1}.sha256`]: createHash("sha256").update(program).digest("hex") };
    server = http.createServer((request, response) => {
      const page = pages[request.url ?? ""];
      response.writeHead(page === undefined ? 404 : 200).end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    site = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    fs.rmSync(folder, { recursive: true });
  });

  const installation = () => {
    const found = kubectlToInstall(machine("win32"), { LOCALAPPDATA: folder }, site);
    assert.ok(found !== undefined);
    return found;
  };
  const files = () =>
    fs.readdirSync(folder, { recursive: true }).filter((name) => String(name).includes("kubectl."));

  it("puts the release that fits in place, and replaces an older one", async () => {
    const { file, version } = installation();
    assert.equal(version, "1.36.3");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, "old");
    await installKubectl(installation());
    assert.deepEqual(fs.readFileSync(file), program);
    assert.equal(files().length, 1);
  });

  it("installs nothing when the checksum is wrong", async () => {
    pages[`${path1}.sha256`] = "0".repeat(64);
    await assert.rejects(
      installKubectl(installation()),
      /has the SHA-256 [0-9a-f]{64}, and 0{64} was published; nothing was installed$/,
    );
    assert.deepEqual(files(), []);
  });

  it("installs nothing when there is no checksum", async () => {
    pages[`${path1}.sha256`] = "<html>not here</html>";
    await assert.rejects(installKubectl(installation()), /\.sha256 holds no SHA-256; nothing was installed$/);
    assert.deepEqual(files(), []);
  });

  it("installs nothing when the site has no such release, or does not answer", async () => {
    const gone = pages[path1];
    pages = {};
    await assert.rejects(installKubectl(installation()), /answers 404; nothing was installed$/);
    assert.ok(gone !== undefined);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(installKubectl(installation()), /cannot be reached: .*ECONNREFUSED/);
    assert.deepEqual(files(), []);
    server = http.createServer().listen(0);
  });

  it("is not offered when no server says which release fits, or none fits all", () => {
    assert.equal(kubectlToInstall(machine("win32", { contexts: [] })), undefined);
    const apart = [context("a", "v1.36.3"), context("b", "v1.33.0", false)];
    assert.equal(kubectlToInstall(machine("win32", { contexts: apart })), undefined);
  });
});
