import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  ClusterRefusedError,
  ClusterUnreachableError,
  ReadOnlyApi,
} from "../../../../components/existing/inspect/api";
import { readFacts } from "../../../../components/existing/inspect/facts";
import { inspect } from "../../../../components/existing/inspect/inspect";
import { connectionOf, readKubeconfig } from "../../../../components/existing/inspect/kubeconfig";
import { existingBase, existingConfigOf } from "../../../config/existing-base";

const windowsNode = {
  metadata: { name: "win-1", labels: { "mullion/pool": "win" } },
  spec: { taints: [{ key: "os", value: "windows", effect: "NoSchedule" }] },
  status: {
    nodeInfo: {
      operatingSystem: "windows",
      kernelVersion: "10.0.20348.4171",
      kubeletVersion: "v1.36.3",
      containerRuntimeVersion: "containerd://2.3.4",
    },
    conditions: [{ type: "Ready", status: "True" }],
  },
};

const answers: Readonly<Record<string, unknown>> = {
  "/version": { gitVersion: "v1.36.3" },
  "/api/v1/namespaces/kube-system": { metadata: { uid: "cluster-uid" } },
  "/api/v1/nodes": { items: [windowsNode] },
  "/apis/apps/v1/daemonsets": { items: [{ metadata: { name: "calico-node" } }] },
  "/apis/storage.k8s.io/v1/csidrivers": { items: [{ metadata: { name: "smb.csi.k8s.io" } }] },
  "/apis/operator.tigera.io/v1/installations/default": {
    spec: {
      serviceCIDRs: ["10.96.0.0/12"],
      calicoNetwork: { windowsDataplane: "HNS", bgp: "Disabled", ipPools: [{ encapsulation: "VXLAN" }] },
    },
  },
  "/apis/crd.projectcalico.org/v1/ipamconfigs/default": { spec: { strictAffinity: true } },
};

describe("the way to an existing cluster", () => {
  const requests: { readonly method: string; readonly path: string; readonly authorization: string }[] = [];
  let code = 200;
  let server: http.Server;
  let address: string;
  let folder: string;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-inspect-"));
    server = http.createServer((request, response) => {
      const { method = "", url = "", headers } = request;
      requests.push({ method, path: url, authorization: headers.authorization ?? "" });
      const answer = answers[url];
      response.statusCode = answer === undefined && code === 200 ? 404 : code;
      response.end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  beforeEach(() => {
    code = 200;
    requests.length = 0;
  });

  after(() => {
    server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function kubeconfig(user: object, change: object = {}): string {
    return JSON.stringify({
      "current-context": "edge",
      contexts: [{ name: "edge", context: { cluster: "edge", user: "admin" } }],
      clusters: [{ name: "edge", cluster: { server: address } }],
      users: [{ name: "admin", user }],
      ...change,
    });
  }

  const configWith = (content: string) =>
    existingConfigOf({
      ...existingBase,
      nodePools: [existingBase.nodePools[1]],
      kubeconfig: { content },
    });

  it("is asked for what must be known, with GET alone", async () => {
    const connection = await connectionOf(kubeconfig({ token: "canary" }), undefined);
    const facts = await readFacts(new ReadOnlyApi(connection));
    assert.deepEqual(facts, {
      clusterId: "cluster-uid",
      serverVersion: "v1.36.3",
      nodes: [
        {
          name: "win-1",
          os: "Windows",
          windowsBuild: 20348,
          kubeletVersion: "v1.36.3",
          runtime: "containerd://2.3.4",
          labels: { "mullion/pool": "win" },
          taints: ["os=windows:NoSchedule"],
          ready: true,
        },
      ],
      daemonSets: ["calico-node"],
      csiDrivers: ["smb.csi.k8s.io"],
      snapshots: false,
      calico: {
        windowsDataplane: "HNS",
        bgp: "Disabled",
        encapsulations: ["VXLAN"],
        serviceCidrs: ["10.96.0.0/12"],
      },
      strictAffinity: true,
    });
    assert.ok(requests.length > 5);
    for (const { method, authorization } of requests) {
      assert.equal(method, "GET");
      assert.equal(authorization, "Bearer canary");
    }
  });

  it("takes a token from a file or from a plugin, too", async () => {
    const tokenFile = path.join(folder, "token");
    fs.writeFileSync(tokenFile, "from-file\n");
    assert.equal((await connectionOf(kubeconfig({ tokenFile }), "edge")).token, "from-file");
    const credential = JSON.stringify({ status: { token: "from-plugin" } });
    const exec = { command: process.execPath, args: ["-e", `console.log('${credential}')`] };
    assert.equal((await connectionOf(kubeconfig({ exec }), undefined)).token, "from-plugin");
  });

  it("is not there for a kubeconfig that lacks something, and no value of it is shown", async () => {
    const refused = async (text: string, context: string | undefined, message: RegExp) => {
      await assert.rejects(connectionOf(text, context), (error: Error) => {
        assert.match(error.message, message);
        assert.ok(!error.message.includes("canary"), error.message);
        return true;
      });
    };
    await refused("canary: [", undefined, /is neither YAML nor JSON/);
    await refused(kubeconfig({ token: "canary" }), "other", /has no entry "other" under contexts/);
    await refused(kubeconfig({ password: "canary" }), undefined, /neither a client certificate nor a token/);
    await refused(
      kubeconfig({ token: "canary" }, { clusters: [] }),
      undefined,
      /has no entry "edge" under clusters/,
    );
    const exec = { command: process.execPath, args: ["-e", "console.log('canary'); process.exit(1)"] };
    await refused(kubeconfig({ exec }), undefined, /gave no token; run it by hand/);
    assert.throws(
      () => readKubeconfig({ path: path.join(folder, "none") }),
      /none cannot be read \(ENOENT\)/,
    );
  });

  it("tells a server that refuses from one that is not there", async () => {
    const api = new ReadOnlyApi({ server: address, insecure: false });
    code = 403;
    await assert.rejects(api.get("/api/v1/nodes"), ClusterRefusedError);
    code = 500;
    await assert.rejects(api.get("/api/v1/nodes"), ClusterUnreachableError);
    const nobody = new ReadOnlyApi({ server: "http://127.0.0.1:1", insecure: false });
    await assert.rejects(nobody.get("/version"), ClusterUnreachableError);
  });

  it("ends in what is known of the cluster when everything fits", async () => {
    const found = await inspect(configWith(kubeconfig({ token: "canary" })), "2026-11-23");
    assert.equal(found?.clusterId, "cluster-uid");
  });

  it("stops an update at what does not fit, and at a cluster that does not answer", async () => {
    const text = kubeconfig({ token: "canary" });
    const config = configWith(text);
    const other = { ...config, cluster: { ...config.cluster, kubernetesVersion: "1.35" } };
    await assert.rejects(inspect(other, "2026-11-23"), (error: Error) => {
      assert.match(
        error.message,
        /^The cluster does not fit the configuration of mullion-dev in 1 thing; nothing was changed:\n {2}cluster\.kubernetesVersion: /,
      );
      return true;
    });
    code = 500;
    await assert.rejects(inspect(config, "2026-11-23"), /answers 500 to .*; nothing was changed/);
  });

  it("is not needed by a preview, which warns, and is needed for a kubeconfig that cannot be read", async () => {
    const config = configWith(kubeconfig({ token: "canary" }));
    const mocks = { newResource: () => ({ id: "", state: {} }), call: () => ({}) };
    await pulumi.runtime.setMocks(mocks, "mullion", "dev", true);
    try {
      code = 500;
      assert.equal(await inspect(config, "2026-11-23"), undefined);
      const missing = { ...config, kubeconfig: { path: path.join(folder, "none") } };
      await assert.rejects(inspect(missing, "2026-11-23"), /MULLION_OFFLINE=1 previews without the cluster/);
      process.env["MULLION_OFFLINE"] = "1";
      requests.length = 0;
      assert.equal(await inspect(missing, "2026-11-23"), undefined);
      assert.deepEqual(requests, []);
      await pulumi.runtime.setMocks(mocks, "mullion", "dev", false);
      await assert.rejects(
        inspect(missing, "2026-11-23"),
        /nothing was changed/,
        "an update looks all the same",
      );
    } finally {
      delete process.env["MULLION_OFFLINE"];
      await pulumi.runtime.setMocks(mocks, "mullion", "dev", false);
    }
  });

  it("is not gone where the configuration says so", async () => {
    const config = configWith(kubeconfig({ token: "canary" }));
    const blind = { ...config, cluster: { ...config.cluster, inspect: false } };
    assert.equal(await inspect(blind, "2026-11-23"), undefined);
    assert.deepEqual(requests, []);
  });
});
