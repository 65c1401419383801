import assert from "node:assert/strict";
import type { Home } from "../../../localcloud/home";
import type { KubernetesClient, KubernetesObject } from "../../../localcloud/kubernetes";
import { deleteControlPlane, startControlPlane } from "../../../localcloud/kubernetes";
import { unwrapSecrets } from "../../../localcloud/wire/values";
import { eksBase, eksConfigOf } from "../../config/eks-base";
import { eventually } from "../../localcloud/kubernetes/eventually";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../../localcloud/kubernetes/temporary-home";
import { recordProgram } from "../program";

const everything = eksConfigOf({
  ...eksBase,
  namespaces: [{ name: "orders" }],
  inCluster: {
    prometheus: {},
    headlamp: {
      issuerUrl: "https://login.contoso.com",
      clientId: "headlamp",
      callbackUrl: "https://headlamp.contoso.com/oidc-callback",
      readerGroups: ["ops"],
    },
    delivery: { tool: "flux", repository: { url: "https://github.com/contoso/fleet", path: "clusters/dev" } },
    gmsa: {
      credentialSpecs: [
        {
          name: "orders-web",
          account: "orders-web",
          domain: {
            dnsName: "corp.contoso.com",
            netBiosName: "CORP",
            sid: "S-1-5-21-2126449477-2524075714-3094792973",
            guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
          },
          plugin: {
            guid: "{859E1386-BDB4-49E8-85C7-3070B13920E1}",
            input: "https://vault.contoso.com/orders",
          },
          usedBy: [{ namespace: "orders" }],
        },
      ],
    },
  },
});

/** Objects of monitoring, identities, delivery and Headlamp, as they go to the API server; charts are none of them. */
async function objects(): Promise<readonly KubernetesObject[]> {
  const registrations = await recordProgram(everything);
  return registrations
    .filter(({ type, custom }) => custom && type.startsWith("kubernetes:") && !type.includes("helm.sh"))
    .filter(({ name }) => /-(watch|gmsa|delivery|headlamp|orders)-/.test(name))
    .map(({ inputs }) => unwrapSecrets(inputs) as unknown as KubernetesObject)
    .sort((a, b) => rank(a) - rank(b));
}

/** Namespaces and definitions come first: the others are in them, or of their kind. */
function rank({ kind = "" }: KubernetesObject): number {
  const first = ["Namespace", "CustomResourceDefinition"].indexOf(kind);
  return first < 0 ? 2 : first;
}

function pathOf({ apiVersion = "", kind = "", metadata }: KubernetesObject): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
  return `${root}${scope}/${kind.toLowerCase()}s`;
}

describe("what runs in the cluster for everybody", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let client: KubernetesClient;

  before(async () => {
    home = temporaryHome();
    client = (await startControlPlane({ home, id: "strict" })).client();
  });

  after(async () => {
    client.close();
    await deleteControlPlane(home, "strict");
    await removeHome(home);
  });

  it("is taken by a real API server, which checks every field", async () => {
    const kinds = new Set<string>();
    for (const object of await objects()) {
      kinds.add(object.kind ?? "");
      // A definition is served a moment after it is made.
      await eventually(
        async () => {
          await client.create(pathOf(object), object, { fieldValidation: "Strict" });
        },
        object.kind === "GMSACredentialSpec" ? 30_000 : 0,
      );
    }
    assert.deepEqual([...kinds].sort(), [
      "ClusterRole",
      "ClusterRoleBinding",
      "ConfigMap",
      "CustomResourceDefinition",
      "DaemonSet",
      "GMSACredentialSpec",
      "LimitRange",
      "Namespace",
      "ResourceQuota",
      "RoleBinding",
      "Secret",
    ]);
  });

  it("would not be taken with a field that the definition does not know", async () => {
    const spec = (await objects()).find(({ kind }) => kind === "GMSACredentialSpec");
    assert.ok(spec);
    const wrong = {
      ...spec,
      metadata: { name: "wrong" },
      credspec: { DomainJoinConfig: { SID: "S-1-5-21" } },
    };
    await assert.rejects(
      client.create(pathOf(spec), wrong, { fieldValidation: "Strict" }),
      /unknown field "credspec.DomainJoinConfig.SID"/,
    );
  });
});
