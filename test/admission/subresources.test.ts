import assert from "node:assert/strict";
import { guardrails } from "../../components/cluster/guardrails/rules";
import type { Home } from "../../localcloud/home";
import type { KubernetesClient, KubernetesObject } from "../../localcloud/kubernetes";
import { KubernetesApiError, Patch, startControlPlane } from "../../localcloud/kubernetes";
import { eventually } from "../localcloud/kubernetes/eventually";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../localcloud/kubernetes/temporary-home";
import { bindGuardrails, makeNamespaces, makePolicies } from "./support/cluster";
import { rowsNamespace as namespace } from "./support/facts";
import { packVerdict, verdictOn } from "./support/verdicts";

const image = "mcr.microsoft.com/windows/servercore:ltsc2022";
const limits = { cpu: "1", memory: "800Mi" };
const spec = {
  nodeSelector: { "kubernetes.io/os": "windows" },
  containers: [{ name: "web", image, resources: { limits } }],
  volumes: [{ name: "data", emptyDir: {} }],
};
const pods = `/api/v1/namespaces/${namespace}/pods`;
const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;

function podWith(change: object): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace },
    spec: { ...spec, ...change },
  };
}

/** What somebody adds to a pod that runs, by the rule that it breaks. */
const debuggers: Readonly<Record<string, object>> = {
  "images-are-pinned": { image: "mcr.microsoft.com/windows/servercore" },
  "images-from-allowed-registries": { image: "quay.io/someone/tools:1" },
  "no-container-administrator": {
    image,
    securityContext: { windowsOptions: { runAsUserName: "ContainerAdministrator" } },
  },
  "no-privileged-containers": { image, securityContext: { privileged: true } },
  "windows-image-has-variant": { image: "docker.io/library/redis:8-alpine" },
  "windows-no-linux-fields": { image, securityContext: { readOnlyRootFilesystem: true } },
  "windows-no-mount-propagation": {
    volumeMounts: [{ name: "data", mountPath: "C:\\data", mountPropagation: "HostToContainer" }],
  },
};

/** A Deployment of pods that a guardrail refuses. */
const unfit: KubernetesObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "old", namespace },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: "old" } },
    template: {
      metadata: { labels: { app: "old" } },
      spec: { ...spec, containers: [{ name: "web", image: "quay.io/someone/old:1", resources: { limits } }] },
    },
  },
};

describe("what changes pods by the side door, on a real API server", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let client: KubernetesClient;

  before(async () => {
    home = temporaryHome();
    client = (await startControlPlane({ home, id: "subresources" })).client();
    await makeNamespaces(client);
    await makePolicies(client);
    // The account of pods is made a moment after its namespace.
    await eventually(async () => {
      await client.create(pods, podWith({}));
    }, 60_000);
    await client.create(deployments, unfit);
  });

  after(async () => {
    client.close();
    await removeHome(home);
  });

  const add = (container: object) =>
    verdictOn(client, {
      method: "PATCH",
      path: `${pods}/web/ephemeralcontainers`,
      contentType: Patch.strategic,
      body: { spec: { ephemeralContainers: [{ name: "debugger", image, ...container }] } },
    });

  it("is judged: each container that is added to a pod, as the pack judges the whole pod", async () => {
    await bindGuardrails(client, "Warn");
    const names = guardrails.map(({ name }) => name);
    for (const [rule, container] of Object.entries(debuggers)) {
      const pod = podWith({ ephemeralContainers: [{ name: "debugger", image, ...container }] });
      const { verdict, refusal } = await add(container);
      assert.equal(refusal, undefined, rule);
      assert.match(verdict.get(rule) ?? "", /spec\.ephemeralContainers\[0\]/, rule);
      assert.deepEqual([...verdict.keys()].sort(), [...packVerdict(pod, [], names).keys()].sort(), rule);
    }
  });

  it("is denied where the rule is mandatory", async () => {
    await bindGuardrails(client, "Deny");
    for (const [rule, container] of Object.entries(debuggers)) {
      const isMandatory = guardrails.some(({ name, level }) => name === rule && level === "mandatory");
      const { denied, refusal } = await add(container);
      // What is advisory may come with what is not: no-privileged-containers with windows-no-linux-fields.
      if (isMandatory) assert.ok(denied, rule);
      assert.equal(refusal, undefined, rule);
    }
  });

  it("passes where nothing is wrong with it", async () => {
    assert.deepEqual(await add({}).then(({ verdict, refusal }) => [[...verdict], refusal]), [[], undefined]);
  });

  it("scales a workload from before the guardrails, and makes no pod that they refuse", async () => {
    await client.patch(`${deployments}/old/scale`, Patch.merge, { spec: { replicas: 2 } });
    await eventually(async () => {
      const sets = await client.list(`/apis/apps/v1/namespaces/${namespace}/replicasets`);
      assert.match(JSON.stringify(sets.map((set) => set["status"])), /images-from-allowed-registries/);
    }, 60_000);
    assert.deepEqual(await client.list(pods, { labelSelector: "app=old" }), []);
  });

  it("takes no limit away by a resize: the API server itself forbids that", async () => {
    await assert.rejects(
      client.patch(`${pods}/web/resize`, Patch.strategic, {
        spec: { containers: [{ name: "web", resources: { limits: { memory: null } } }] },
      }),
      (error: unknown) =>
        error instanceof KubernetesApiError && error.message.includes("resource limits cannot be removed"),
    );
  });
});
