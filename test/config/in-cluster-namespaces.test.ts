import assert from "node:assert/strict";
import { isWarmedUp, namespacesOf, watchesWindowsForAzure } from "../../config/in-cluster-namespaces";
import { base, configOf } from "./base";
import { existingBase, existingConfigOf } from "./existing-base";

const repository = { url: "https://github.com/contoso/fleet", path: "clusters/dev" };
const spec = {
  name: "orders-web",
  account: "orders-web",
  domain: {
    dnsName: "corp.contoso.com",
    netBiosName: "CORP",
    sid: "S-1-5-21-2126449477-2524075714-3094792973",
    guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
  },
  usedBy: [{ namespace: "orders" }],
};
const orders = { namespaces: [{ name: "orders" }] };
const inCluster = (settings: object, others: object = {}) =>
  namespacesOf(existingConfigOf({ ...existingBase, ...others, inCluster: settings }));

describe("namespaces that a stack brings along", () => {
  const none = configOf({ ...base, monitoring: { metrics: false, logs: false } });

  it("are none where nothing asks for them", () => {
    assert.deepEqual([...namespacesOf(none)], []);
    assert.deepEqual([...inCluster({})], []);
  });

  for (const [tool, name] of [
    ["flux", "flux-system"],
    ["argocd", "argocd"],
  ] as const) {
    it(`are that of ${tool}`, () => {
      assert.deepEqual([...inCluster({ delivery: { tool, repository } })], [[name, "inCluster.delivery"]]);
    });
  }

  it("are those of Prometheus and of warm-up", () => {
    assert.deepEqual([...inCluster({ prometheus: {} })], [["monitoring", "inCluster.prometheus"]]);
    assert.deepEqual([...inCluster({ warmUp: { prePull: [], spare: [] } })], []);
    const warm = {
      prePull: [{ release: "2022", images: ["mcr.microsoft.com/windows/nanoserver:ltsc2022"] }],
    };
    assert.deepEqual([...inCluster({ warmUp: warm })], [["warm-up", "inCluster.warmUp"]]);
    const spare = { spare: [{ release: "2022", replicas: 1 }] };
    assert.deepEqual([...inCluster({ warmUp: spare })], [["warm-up", "inCluster.warmUp"]]);
    assert.equal(isWarmedUp(existingConfigOf()), false);
  });

  it("are those of the gMSA webhook and of what signs its certificate, where the platform brings neither", () => {
    const gmsa = { credentialSpecs: [spec] };
    assert.deepEqual(
      [...inCluster({ gmsa }, orders)],
      [
        ["gmsa-webhook", "inCluster.gmsa"],
        ["cert-manager", "inCluster.gmsa"],
      ],
    );
    assert.deepEqual(
      [...inCluster({ gmsa: { ...gmsa, certManager: "present" } }, orders)],
      [["gmsa-webhook", "inCluster.gmsa"]],
    );
    assert.deepEqual(
      [
        ...namespacesOf(
          configOf({
            ...base,
            ...orders,
            monitoring: { metrics: false, logs: false },
            windows: { gmsa: {} },
            inCluster: { gmsa },
          }),
        ),
      ],
      [],
    );
  });

  it("are that of the exporter only on AKS, with metrics, with a Windows pool", () => {
    const watched = { ...base, monitoring: { metrics: true, logs: false } };
    assert.deepEqual([...namespacesOf(configOf(watched))], [["monitoring", "monitoring.metrics"]]);
    assert.equal(watchesWindowsForAzure(configOf(watched)), true);
    assert.equal(watchesWindowsForAzure(configOf({ ...watched, nodePools: [base.nodePools[0]] })), false);
    assert.equal(watchesWindowsForAzure(none), false);
    assert.equal(watchesWindowsForAzure(existingConfigOf()), false);
  });
});
