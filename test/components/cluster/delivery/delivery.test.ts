import assert from "node:assert/strict";
import type { PropertyValue } from "../../../../localcloud/wire/values";
import { isSecret, unwrapSecrets } from "../../../../localcloud/wire/values";
import { eksBase, eksConfigOf } from "../../../config/eks-base";
import { recordProgram } from "../../program";
import { ofType, only } from "../../record";

const repository = { url: "https://github.com/contoso/fleet", path: "clusters/prod" };
const linux = { "kubernetes.io/os": "linux" };

async function releasesOf(inCluster: object, values: object = eksBase) {
  const registrations = await recordProgram(eksConfigOf({ ...values, inCluster }));
  return ofType(registrations, "kubernetes:helm.sh/v3:Release");
}

describe("delivery", function () {
  this.timeout(60_000);

  it("by Flux is the controllers, then the repository with a folder for each operating system", async () => {
    const [controllers, sync, ...others] = await releasesOf({
      delivery: { tool: "flux", repository, secret: "fleet-key", intervalMinutes: 10 },
    });
    assert.deepEqual(others, []);
    assert.ok(controllers && sync && sync.dependencies.includes(controllers.urn));
    assert.deepEqual(sync.inputs["values"], {
      cli: { nodeSelector: linux },
      gitRepository: {
        spec: {
          url: "https://github.com/contoso/fleet",
          ref: { branch: "main" },
          interval: "10m",
          secretRef: { name: "fleet-key" },
        },
      },
      kustomization: { spec: { path: "./clusters/prod/linux", interval: "10m", prune: true } },
      kustomizationlist: [{ spec: { path: "./clusters/prod/windows", interval: "10m", prune: true } }],
    });
  });

  it("leaves the folder windows alone in a cluster without Windows nodes", async () => {
    const [, sync] = await releasesOf(
      { delivery: { tool: "flux", repository } },
      { ...eksBase, nodePools: [eksBase.nodePools[0]] },
    );
    assert.partialDeepStrictEqual(sync?.inputs["values"], {
      kustomization: { spec: { path: "./clusters/prod/linux" } },
      kustomizationlist: [],
    });
  });

  it("by Argo CD is the controllers, then an application for each folder that heals itself", async () => {
    const [apps, controllers] = await releasesOf({ delivery: { tool: "argocd", repository, prune: false } });
    assert.ok(controllers && apps && apps.dependencies.includes(controllers.urn));
    const application = (os: string) => ({
      namespace: "argocd",
      project: "default",
      source: {
        repoURL: "https://github.com/contoso/fleet",
        targetRevision: "main",
        path: `clusters/prod/${os}`,
        directory: { recurse: true },
      },
      destination: { server: "https://kubernetes.default.svc", namespace: "default" },
      syncPolicy: { automated: { prune: false, selfHeal: true } },
    });
    assert.deepEqual(apps.inputs["values"], {
      applications: { linux: application("linux"), windows: application("windows") },
    });
  });

  it("by Plural keeps its token secret", async () => {
    const [agent] = await releasesOf({
      delivery: {
        tool: "plural",
        consoleUrl: "https://console.contoso.com/ext/gql",
        clusterId: "4711",
        deployToken: "canary-token",
      },
    });
    const values = agent?.inputs["values"];
    const plain = { secrets: { deployToken: "canary-token" }, nodeSelector: linux };
    assert.partialDeepStrictEqual(values === undefined ? {} : unwrapSecrets(values), plain);
    assert.ok(!JSON.stringify(agent?.inputs, hideSecrets).includes("canary-token"));
  });
});

describe("Headlamp", function () {
  this.timeout(60_000);
  const headlamp = {
    issuerUrl: "https://login.contoso.com/realms/ops",
    clientId: "headlamp",
    callbackUrl: "https://headlamp.contoso.com/oidc-callback",
  };

  it("has no rights of its own, and its readers may change nothing", async () => {
    const registrations = await recordProgram(
      eksConfigOf({ ...eksBase, inCluster: { headlamp: { ...headlamp, readerGroups: ["ops"] } } }),
    );
    const release = only(registrations, "kubernetes:helm.sh/v3:Release");
    assert.partialDeepStrictEqual(release.inputs["values"], {
      clusterRoleBinding: { create: false },
      nodeSelector: linux,
    });
    const binding = only(registrations, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding");
    assert.partialDeepStrictEqual(binding.inputs, {
      roleRef: { kind: "ClusterRole", name: "view" },
      subjects: [{ kind: "Group", name: "ops", apiGroup: "rbac.authorization.k8s.io" }],
    });
  });

  it("binds nobody when nobody is named", async () => {
    const registrations = await recordProgram(eksConfigOf({ ...eksBase, inCluster: { headlamp } }));
    assert.deepEqual(ofType(registrations, "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding"), []);
  });

  it("uses PKCE without a client secret, and keeps one secret that it has", async () => {
    const [open] = await releasesOf({ headlamp });
    assert.partialDeepStrictEqual(open?.inputs["values"], {
      config: { oidc: { usePKCE: true, clientID: "headlamp", scopes: "profile,email,groups" } },
    });
    const [closed] = await releasesOf({ headlamp: { ...headlamp, clientSecret: "canary-secret" } });
    assert.ok(JSON.stringify(closed?.inputs).includes("canary-secret"));
    assert.ok(!JSON.stringify(closed?.inputs, hideSecrets).includes("canary-secret"));
  });
});

function hideSecrets(_: string, value: PropertyValue): PropertyValue {
  return isSecret(value) ? "[secret]" : value;
}
