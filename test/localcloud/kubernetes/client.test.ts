import * as assert from "node:assert/strict";

import {
  applyObjects,
  clientFromKubeconfig,
  KubernetesApiError,
  KubernetesClient,
  KubernetesUnreachableError,
  Patch,
  startControlPlane,
  stopControlPlane,
  type ControlPlane,
  type KubernetesObject,
} from "../../../localcloud/kubernetes";
import { BUILD_TIMEOUT_MILLISECONDS, removeHome, temporaryHome } from "./temporary-home";

const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

const configMap = (name: string, data: Readonly<Record<string, string>> = {}): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  data,
});

describe("the client of an API server", function () {
  this.timeout(60_000);
  const home = temporaryHome();
  let controlPlane: ControlPlane;
  let client: KubernetesClient;

  before(async function () {
    this.timeout(BUILD_TIMEOUT_MILLISECONDS);
    controlPlane = await startControlPlane({ home, id: "client", users: [{ name: "powerless" }] });
    client = clientFromKubeconfig(controlPlane.kubeconfig({ context: "a", cluster: "b", user: "c" }));
  });

  after(async () => {
    // First, because there is no client when the start failed.
    await removeHome(home);
    client.close();
  });

  const refusalOf = async (answer: Promise<unknown>): Promise<KubernetesApiError> => {
    const error: unknown = await answer.then(() => undefined).catch((reason: unknown) => reason);
    assert.ok(error instanceof KubernetesApiError, String(error));
    return error;
  };

  it("creates, reads, patches, lists and deletes", async () => {
    await client.create(CONFIG_MAPS, configMap("a", { k: "1" }));
    await client.patch(`${CONFIG_MAPS}/a`, Patch.merge, { data: { k: "2" } });
    assert.deepEqual((await client.get(`${CONFIG_MAPS}/a`))["data"], { k: "2" });
    const names = (await client.list(CONFIG_MAPS)).map(({ metadata }) => metadata.name);
    assert.ok(names.includes("a"));
    assert.equal(await client.delete(`${CONFIG_MAPS}/a`), true);
    assert.equal(await client.delete(`${CONFIG_MAPS}/a`), false);
    assert.equal(await client.find(`${CONFIG_MAPS}/a`), undefined);
  });

  it("answers what follows a deletion with options on the same connection", async () => {
    for (const name of ["a", "b", "c", "d", "e"]) {
      await client.create(CONFIG_MAPS, configMap(name));
      assert.equal(await client.delete(`${CONFIG_MAPS}/${name}`, { propagationPolicy: "Background" }), true);
      assert.equal(await client.find(`${CONFIG_MAPS}/${name}`), undefined);
    }
  });

  it("says what the server said when it refuses", async () => {
    const missing = await refusalOf(client.get(`${CONFIG_MAPS}/none`));
    assert.deepEqual(
      { code: missing.code, reason: missing.reason, message: missing.message },
      { code: 404, reason: "NotFound", message: 'configmaps "none" not found' },
    );
    await client.create(CONFIG_MAPS, configMap("twice"));
    assert.equal((await refusalOf(client.create(CONFIG_MAPS, configMap("twice")))).reason, "AlreadyExists");
    const invalid = await refusalOf(client.create(CONFIG_MAPS, configMap("NOT A NAME")));
    assert.equal(invalid.code, 422);
    assert.ok(invalid.status?.details?.["causes"] !== undefined);
  });

  it("is turned away without a good token, and without rights", async () => {
    const { server, caPem } = controlPlane;
    const stranger = new KubernetesClient({ server, caPem, token: "guessed" });
    assert.equal((await refusalOf(stranger.list("/api/v1/namespaces"))).code, 401);
    stranger.close();
    const powerless = controlPlane.client("powerless");
    assert.equal((await refusalOf(powerless.list("/api/v1/namespaces"))).code, 403);
    powerless.close();
    assert.throws(() => controlPlane.token("nobody"), /has no user "nobody"; it has admin, /);
  });

  it("does not talk to a server that another authority vouches for", async () => {
    const { server, caPem } = await startControlPlane({ home, id: "other" });
    const { caPem: wrong } = controlPlane;
    assert.notEqual(caPem, wrong);
    const deceived = new KubernetesClient({ server, caPem: wrong, token: "precious" });
    await assert.rejects(deceived.list("/api/v1/namespaces"), KubernetesUnreachableError);
    deceived.close();
  });

  it("owns what it applies, and tells a conflict", async () => {
    await client.apply(`${CONFIG_MAPS}/owned`, configMap("owned", { k: "1" }), { fieldManager: "one" });
    const rival = client.apply(`${CONFIG_MAPS}/owned`, configMap("owned", { k: "2" }), {
      fieldManager: "two",
    });
    assert.equal((await refusalOf(rival)).code, 409);
  });

  it("hands on the server's warnings", async () => {
    const { warnings } = await client.request({
      method: "GET",
      path: "/api/v1/namespaces/default/endpoints",
    });
    assert.deepEqual(warnings, [
      "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
    ]);
  });

  it("watches, across characters that span chunks, until it is told to stop", async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const query = { fieldSelector: "metadata.name=watched", sendInitialEvents: undefined };
    const watching = (async () => {
      for await (const { type, object } of client.watch(CONFIG_MAPS, query, stop.signal)) {
        const text = (object["data"] as { text: string }).text;
        seen.push(`${type} ${text.length}`);
        if (type === "DELETED") stop.abort();
      }
    })();
    await client.create(CONFIG_MAPS, configMap("watched", { text: "ü€😀".repeat(50_000) }));
    await client.patch(`${CONFIG_MAPS}/watched`, Patch.merge, { data: { text: "short" } });
    await client.delete(`${CONFIG_MAPS}/watched`);
    await watching;
    assert.deepEqual(seen, ["ADDED 200000", "MODIFIED 5", "DELETED 5"]);
  });

  it("says that a kind is unknown before it applies it", async () => {
    const thing = { apiVersion: "v1", kind: "Thing", metadata: { name: "a" } };
    await assert.rejects(applyObjects(client, [thing], "test"), {
      message: "The API server knows no Thing in v1.",
    });
  });

  it("says that the server cannot be reached when it is not there", async () => {
    await stopControlPlane(home, "client");
    await assert.rejects(client.list("/api/v1/namespaces"), (error) => {
      assert.ok(error instanceof KubernetesUnreachableError);
      assert.match(error.message, /^GET \/api\/v1\/namespaces: connect ECONNREFUSED 127\.0\.0\.1:\d+$/);
      return true;
    });
  });
});
