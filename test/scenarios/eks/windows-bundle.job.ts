import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../../localcloud/aws";
import { createResource, deleteResource, openAws, updateResource } from "../../../localcloud/aws";
import { KubernetesClusters } from "../../../localcloud/clouds/kubernetes-clusters";
import { resolveHome } from "../../../localcloud/home";
import type { KubernetesClient, KubernetesObject } from "../../../localcloud/kubernetes";
import { applyObjects, listControlPlanes } from "../../../localcloud/kubernetes";
import { rules } from "../../../policy/rules";
import { clusterIn } from "../seen";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { groupOf, objectsOf, types } from "./seen";

interface Pod extends KubernetesObject {
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly message?: string }[];
  };
}

const region = "eu-west-1";
const clusterName = "mullion-eks-dev";

/**
 * Everything that Windows needs on EKS is taken away by hand once, as in the console: the failure is the one that users
 * report. Each row names what keeps a stack of Mullion from it; that these guards bite is test/components/eks/policy.test.ts.
 */
describe("omissions of the Windows bundle on EKS", function () {
  this.bail(true);
  const stack = new Scenario("eks-dev");
  const note = resultTable("EKS: omissions of the Windows bundle", "failure", "guard");
  let cloud: Cloud;
  let client: KubernetesClient;

  before(async () => {
    await stack.mustUp();
    const home = resolveHome({ MULLION_HOME: stack.project.home });
    cloud = openAws(home.awsDb, new KubernetesClusters(home, "eks"), { timeScale: 0 });
    const [plane] = listControlPlanes(home);
    client = (plane ?? assert.fail("no control plane runs")).client();
  });

  after(async () => {
    client.close();
    cloud.store.close();
    await stack.remove();
  });

  /** Notes the failure, and that the policy pack has the rule against it. */
  const guarded = (failure: string, component: string, rule: string): void => {
    assert.ok(
      rules.some(({ name }) => name === rule),
      rule,
    );
    note(failure, `${component}; ${rule}`);
  };

  const keyOf = (type: string, id: string) => ({
    type,
    region: type.startsWith("aws:iam/") ? "" : region,
    id,
  });

  const setIpam = (on: boolean) =>
    updateResource(cloud, keyOf(types.addon, `${clusterName}:vpc-cni`), {
      ...cloud.store.find(`${types.addon}|${region}|${clusterName}:vpc-cni`)?.body,
      configurationValues: on ? '{"enableWindowsIpam":"true"}' : "",
    });

  /** Why the scheduler leaves a new Windows pod alone; empty when it runs. */
  async function fateOfPod(name: string, spec: object): Promise<string> {
    const path = `/api/v1/namespaces/default/pods/${name}`;
    const containers = [{ name: "web", image: "mcr.microsoft.com/windows/servercore:ltsc2022" }];
    const tolerations = [{ key: "os", operator: "Exists" }];
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "default" } };
    await applyObjects(client, [{ ...pod, spec: { containers, tolerations, ...spec } }], "scenario");
    try {
      const deadline = Date.now() + 90_000;
      while (Date.now() < deadline) {
        const { status } = await client.get<Pod>(path);
        const unscheduled = status?.conditions?.find(({ type }) => type === "PodScheduled")?.message;
        if (status?.phase === "Running") return "";
        if (unscheduled !== undefined) return unscheduled;
        await sleep(200);
      }
      return assert.fail(`pod ${name} is neither Running nor refused by the scheduler`);
    } finally {
      await client.delete(path, { gracePeriodSeconds: 0 });
    }
  }

  const windowsPod = { nodeSelector: { "kubernetes.io/os": "windows" } };
  const noAddress = /Insufficient vpc\.amazonaws\.com\/PrivateIPv4Address/;

  it("nothing left out: a Windows pod runs", async () => {
    assert.equal(await fateOfPod("all", windowsPod), "");
    note("none", "");
  });

  it("IPAM off", async () => {
    await setIpam(false);
    assert.match(await fateOfPod("ipam", windowsPod), noAddress);
    await setIpam(true);
    assert.equal(await fateOfPod("ipam-again", windowsPod), "");
    guarded("pod Pending: no address", "vpc-cni add-on with enableWindowsIpam", "eks-windows-ipam-enabled");
  });

  it("cluster role without AmazonEKSVPCResourceController", async () => {
    const attachment =
      objectsOf(await stack.observe(), "aws:iam/rolePolicyAttachment:RolePolicyAttachment").find(({ body }) =>
        String(body["policyArn"]).endsWith("AmazonEKSVPCResourceController"),
      ) ?? assert.fail("the policy is attached");
    const id = attachment.id.split("|").slice(2).join("|");
    await deleteResource(cloud, keyOf(attachment.type, id));
    await setIpam(true);
    assert.match(await fateOfPod("policy", windowsPod), noAddress);
    const { role, policyArn } = attachment.body;
    await createResource(
      cloud,
      { type: attachment.type, region: "" },
      { role: String(role), policyArn: String(policyArn) },
    );
    await setIpam(true);
    assert.equal(await fateOfPod("policy-again", windowsPod), "");
    guarded(
      "pod Pending: no address",
      "cluster role with both policies",
      "eks-vpc-resource-controller-policy",
    );
  });

  it("Windows nodes with the role of the Linux nodes", async () => {
    const world = await stack.observe();
    const [linux, windows] = [groupOf(world, "linuxa").body, groupOf(world, "wina").body];
    const request = createResource(
      cloud,
      { type: types.nodeGroup, region },
      {
        clusterName,
        nodeGroupName: "shared-role",
        nodeRoleArn: String(linux["nodeRoleArn"]),
        subnetIds: windows["subnetIds"] as string[],
        amiType: "WINDOWS_CORE_2022_x86_64",
        instanceTypes: ["m6i.xlarge"],
        scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
      },
    );
    await assert.rejects(request, /failed to join .* has the type EC2_LINUX, the nodes need EC2_WINDOWS/);
    await deleteResource(cloud, keyOf(types.nodeGroup, `${clusterName}:shared-role`));
    guarded(
      "NodeCreationFailure: nodes never join",
      "a role for each operating system",
      "eks-one-role-per-os",
    );
  });

  it("a pod without a literal nodeSelector", async () => {
    const stays = /Insufficient localcloud\.mullion\.dev\/address-needs-node-selector/;
    assert.match(await fateOfPod("os-only", { os: { name: "windows" } }), stays);
    const matchExpressions = [{ key: "kubernetes.io/os", operator: "In", values: ["windows"] }];
    const nodeAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
    };
    assert.match(await fateOfPod("affinity-only", { affinity: { nodeAffinity } }), stays);
    guarded("pod never gets an address", "samples and templates select", "windows-pods-need-node-selector");
  });

  it("no Linux node", async () => {
    const world = await stack.observe();
    await deleteResource(cloud, keyOf(types.addon, `${clusterName}:coredns`));
    for (const pool of ["linuxa", "system"]) {
      const name = String(groupOf(world, pool).body["nodeGroupName"]);
      await deleteResource(cloud, keyOf(types.nodeGroup, `${clusterName}:${name}`));
    }
    const request = createResource(
      cloud,
      { type: types.addon, region },
      { clusterName, addonName: "coredns", resolveConflictsOnCreate: "OVERWRITE" },
    );
    await assert.rejects(request, /desired number of replicas/);
    const dns = clusterIn(await stack.observe()).pods.filter(({ name }) => name.startsWith("coredns"));
    assert.ok(dns.length > 0 && dns.every(({ phase }) => phase === "Pending"));
    guarded(
      "add-on coredns DEGRADED: InsufficientNumberOfReplicas",
      "systemPool of at least one Linux node",
      "eks-windows-needs-linux-group",
    );
  });
});
