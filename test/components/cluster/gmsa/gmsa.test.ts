import assert from "node:assert/strict";
import { credentialSpec } from "../../../../components/cluster/gmsa/credential-spec";
import { base, configOf } from "../../../config/base";
import { eksBase, eksConfigOf } from "../../../config/eks-base";
import { recordProgram } from "../../program";
import { ofType, only } from "../../record";

const domain = {
  dnsName: "corp.contoso.com",
  netBiosName: "CORP",
  sid: "S-1-5-21-2126449477-2524075714-3094792973",
  guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
};
const spec = { name: "orders-web", account: "ordersweb", domain, usedBy: [{ namespace: "orders" }] };
const gmsa = { credentialSpecs: [spec] };
const onEks = (change: object = {}) =>
  eksConfigOf({
    ...eksBase,
    namespaces: [{ name: "apps" }, { name: "orders" }],
    inCluster: { gmsa: { ...gmsa, ...change } },
  });

describe("a credential spec", () => {
  const written = {
    CmsPlugins: ["ActiveDirectory"],
    ActiveDirectoryConfig: {
      GroupManagedServiceAccounts: [
        { Name: "ordersweb", Scope: "corp.contoso.com" },
        { Name: "ordersweb", Scope: "CORP" },
      ],
    },
    DomainJoinConfig: {
      DnsName: "corp.contoso.com",
      DnsTreeName: "corp.contoso.com",
      NetBiosName: "CORP",
      Sid: domain.sid,
      Guid: domain.guid,
      MachineAccountName: "ordersweb",
    },
  };
  const usedBy = [{ namespace: "orders", serviceAccount: "default" }];

  it("is what New-CredentialSpec writes", () => {
    assert.deepEqual(credentialSpec({ ...spec, usedBy }), written);
  });

  it("names the forest and the plug-in where there are some", () => {
    const change = {
      domain: { ...domain, forestName: "contoso.com" },
      plugin: { guid: "{859E1386-BDB4-49E8-85C7-3070B13920E1}", input: "https://vault.example/orders" },
    };
    assert.deepEqual(credentialSpec({ ...spec, usedBy, ...change }), {
      ...written,
      ActiveDirectoryConfig: {
        ...written.ActiveDirectoryConfig,
        HostAccountConfig: {
          PortableCcgVersion: "1",
          PluginGUID: "{859E1386-BDB4-49E8-85C7-3070B13920E1}",
          PluginInput: "https://vault.example/orders",
        },
      },
      DomainJoinConfig: { ...written.DomainJoinConfig, DnsTreeName: "contoso.com" },
    });
  });
});

describe("identities of Active Directory", function () {
  this.timeout(60_000);

  it("are a definition that comes before its specs", async () => {
    const registrations = await recordProgram(onEks());
    const definition = only(registrations, "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition");
    const made = only(registrations, "kubernetes:windows.k8s.io/v1:GMSACredentialSpec");
    assert.deepEqual(made.inputs["metadata"], { name: "orders-web" });
    assert.ok(made.dependencies.includes(definition.urn));
  });

  it("may be used by the service accounts of the spec, and by its name only", async () => {
    const registrations = await recordProgram(onEks());
    const role = only(registrations, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole");
    assert.deepEqual(role.inputs["rules"], [
      {
        apiGroups: ["windows.k8s.io"],
        resources: ["gmsacredentialspecs"],
        resourceNames: ["orders-web"],
        verbs: ["use"],
      },
    ]);
    const binding = only(registrations, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding");
    assert.deepEqual(binding.inputs["metadata"], { name: "gmsa-orders-web-default", namespace: "orders" });
    assert.deepEqual(binding.inputs["subjects"], [
      { kind: "ServiceAccount", name: "default", namespace: "orders" },
    ]);
    const namespace = ofType(registrations, "kubernetes:core/v1:Namespace").find(({ name }) =>
      name.endsWith("-orders-namespace"),
    );
    assert.ok(namespace && binding.dependencies.includes(namespace.urn), "after the namespace it is in");
  });

  it("get the chart without its own definition, after the certificates", async () => {
    const releases = ofType(await recordProgram(onEks()), "kubernetes:helm.sh/v3:Release");
    assert.deepEqual(
      releases.map(({ inputs }) => [inputs["chart"], inputs["skipCrds"]]),
      [
        ["cert-manager", false],
        ["gmsa", true],
      ],
    );
    const [certManager, webhook] = releases;
    assert.ok(certManager && webhook?.dependencies.includes(certManager.urn));
  });

  it("use the certificates that are there when told so", async () => {
    const releases = ofType(
      await recordProgram(onEks({ certManager: "present" })),
      "kubernetes:helm.sh/v3:Release",
    );
    assert.deepEqual(
      releases.map(({ inputs }) => inputs["chart"]),
      ["gmsa"],
    );
  });

  it("leave definition and webhook to AKS", async () => {
    const registrations = await recordProgram(
      configOf({
        ...base,
        windows: { gmsa: {} },
        namespaces: [{ name: "orders" }],
        inCluster: { gmsa },
      }),
    );
    assert.deepEqual(ofType(registrations, "kubernetes:helm.sh/v3:Release"), []);
    assert.deepEqual(
      ofType(registrations, "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition"),
      [],
    );
    only(registrations, "kubernetes:windows.k8s.io/v1:GMSACredentialSpec");
  });
});
