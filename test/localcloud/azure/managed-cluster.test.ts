import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { deleteResource, getResource, postAction } from "../../../localcloud/azure";
import type { Switches } from "../../../localcloud/azure/cloud";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { objectAt, objectsAt, textAt, valueAt } from "../../../localcloud/clouds/json";
import {
  World,
  armError,
  changed,
  clusterBody,
  clusterId,
  groupId,
  linuxPool,
  networkId,
  poolIdOf,
  subscription,
  systemPool,
  windowsPool,
} from "./world";

describe("azure managed clusters", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withGroup();
  });
  afterEach(() => {
    world.close();
  });

  const pools = (...more: readonly JsonObject[]) => ({ agentPoolProfiles: [systemPool, ...more] });
  const network = (changes: JsonObject) => ({ networkProfile: changes });

  const refused: readonly (readonly [string, JsonObject, string, RegExp])[] = [
    ["a dnsPrefix with a dot", { dnsPrefix: "a.b" }, "InvalidParameter", /'a\.b' is not valid/],
    ["no dnsPrefix", { dnsPrefix: "" }, "InvalidParameter", /not valid/],
    [
      "an unknown version",
      { kubernetesVersion: "1.99" },
      "AgentPoolK8sVersionNotSupported",
      /Version 1\.99 is not supported in this region/,
    ],
    [
      "a version that is out of support",
      { kubernetesVersion: "1.29" },
      "AgentPoolK8sVersionNotSupported",
      /1\.29/,
    ],
    [
      "a version that only has long-term support",
      { kubernetesVersion: "1.33" },
      "K8sVersionNotSupported",
      /only available for Long-Term Support/,
    ],
    [
      "no system pool",
      { agentPoolProfiles: [{ ...systemPool, mode: "User" }] },
      "MustDefineAtLeastOneSystemPool",
      /at least one system pool/,
    ],
    ["no pool", { agentPoolProfiles: [] }, "InvalidParameter", /agentPoolProfiles is missing/],
    [
      "a Windows pool first",
      { agentPoolProfiles: [{ name: "win", osType: "Windows", mode: "User", count: 1 }, systemPool] },
      "InvalidParameter",
      /first agent pool must run Linux/,
    ],
    [
      "a taint on the only system pool that system pods do not tolerate",
      { agentPoolProfiles: [{ ...systemPool, nodeTaints: ["team=a:NoSchedule"] }] },
      "BadRequest",
      /cannot have the taint 'team=a:NoSchedule'/,
    ],
    [
      "an unknown licence",
      { windowsProfile: { licenseType: "Free" } },
      "InvalidParameter",
      /'Free' is not one of/,
    ],
    [
      "half of a gMSA domain",
      { windowsProfile: { gmsaProfile: { enabled: true, dnsServer: "10.1.0.4" } } },
      "InvalidParameter",
      /given together/,
    ],
    ["the same pool twice", pools(systemPool), "InvalidParameter", /'system' is used twice/],
    [
      "a Windows pool whose name is too long, inline too",
      pools({ name: "windows", osType: "Windows", mode: "User", count: 1 }),
      "WindowsAgentPoolNameTooLong",
      /'windows'/,
    ],
    [
      "a pool newer than the cluster",
      pools({ name: "new", mode: "User", count: 1, orchestratorVersion: "1.36" }),
      "NodePoolMcVersionIncompatible",
      /newer than the control plane/,
    ],
    [
      "kubenet with a Windows pool",
      {
        ...network({ networkPlugin: "kubenet", networkPluginMode: null }),
        ...pools({ name: "win", osType: "Windows", osSKU: "Windows2022", mode: "User", count: 1 }),
      },
      "AzureCNIOnlyForWindows",
      /Azure-CNI/,
    ],
    [
      "overlay without Azure CNI",
      network({ networkPlugin: "none" }),
      "InvalidParameter",
      /overlay needs networkPlugin azure/,
    ],
    [
      "Cilium policy without its data plane",
      network({ networkPolicy: "cilium" }),
      "InvalidParameter",
      /needs networkDataplane cilium/,
    ],
    [
      "the Cilium data plane with a Windows pool",
      {
        ...network({ networkDataplane: "cilium" }),
        ...pools({ name: "win", osType: "Windows", osSKU: "Windows2022", mode: "User", count: 1 }),
      },
      "BadRequest",
      /not supported with network dataplane cilium/,
    ],
    [
      "a DNS address outside of the services' range",
      network({ serviceCidr: "10.5.0.0/16" }),
      "DnsServiceIpOutOfServiceCidr",
      /10\.0\.0\.10 is not in the range of the service CIDR 10\.5\.0\.0\/16/,
    ],
    [
      "a services' range of Azure's own",
      network({ serviceCidr: "172.30.0.0/16", dnsServiceIP: "172.30.0.10" }),
      "InvalidParameter",
      /AKS keeps for itself/,
    ],
    [
      "a services' range larger than a /12",
      network({ serviceCidr: "10.0.0.0/8", dnsServiceIP: "10.0.0.10", podCidr: "192.168.0.0/16" }),
      "InvalidParameter",
      /larger than a \/12/,
    ],
    [
      "services and pods in one range",
      network({ podCidr: "10.0.0.0/16" }),
      "PodCidrOverlapServiceCidr",
      /overlaps the service CIDR/,
    ],
    [
      "a pod range too small for the nodes",
      network({ podCidr: "10.244.0.0/24" }),
      "InsufficientSubnetSize",
      /room for 1 nodes/,
    ],
    [
      "ports that are no multiple of eight",
      network({ loadBalancerProfile: { allocatedOutboundPorts: 12 } }),
      "InvalidLoadBalancerProfileAllocatedOutboundPorts",
      /multiple of 8/,
    ],
    [
      "the basic load balancer",
      network({ loadBalancerSku: "basic" }),
      "InvalidParameter",
      /not one of standard/,
    ],
    ["local accounts off without Entra", { disableLocalAccounts: true }, "BadRequest", /Entra/],
    [
      "workload identity without the issuer",
      {
        kubernetesVersion: "1.35",
        oidcIssuerProfile: { enabled: false },
        securityProfile: { workloadIdentity: { enabled: true } },
      },
      "BadRequest",
      /OIDC issuer/,
    ],
    [
      "an administrator called admin",
      { windowsProfile: { adminUsername: "admin" } },
      "InvalidParameter",
      /Admin Username specified is not allowed/,
    ],
    [
      "a name with a dot at the end",
      { windowsProfile: { adminUsername: "me." } },
      "InvalidParameter",
      /Admin Username specified is not allowed/,
    ],
    [
      "a well-known password",
      { windowsProfile: { adminPassword: "P@ssword123" } },
      "InvalidParameter",
      /does not meet the requirements/,
    ],
    [
      "a password of two classes",
      { windowsProfile: { adminPassword: "longenoughbutplain1" } },
      "InvalidParameter",
      /does not meet the requirements/,
    ],
    [
      "a node resource group of 81 characters",
      { nodeResourceGroup: "m".repeat(81) },
      "InvalidParameter",
      /has 81 characters; at most 80/,
    ],
    [
      "a node resource group that exists",
      { nodeResourceGroup: "shop" },
      "ResourceGroupAlreadyExists",
      /'shop' already exists/,
    ],
    [
      "authorised ranges of a private cluster",
      { apiServerAccessProfile: { enablePrivateCluster: true, authorizedIPRanges: ["1.2.3.0/24"] } },
      "InvalidParameter",
      /private/,
    ],
    [
      "an authorised range that is none",
      { apiServerAccessProfile: { authorizedIPRanges: ["1.2.3.4/33"] } },
      "InvalidParameter",
      /not an IPv4 address or range/,
    ],
    [
      "a channel that disagrees",
      { autoUpgradeProfile: { upgradeChannel: "node-image", nodeOSUpgradeChannel: "None" } },
      "InvalidParameter",
      /needs nodeOSUpgradeChannel NodeImage/,
    ],
    [
      "a Linux user with a blank",
      { linuxProfile: { adminUsername: "a b", ssh: { publicKeys: [{ keyData: "ssh-rsa AAAA" }] } } },
      "InvalidParameter",
      /'a b'/,
    ],
  ];
  for (const [what, changes, code, message] of refused) {
    it(`refuses ${what}, and starts nothing`, async () => {
      await assert.rejects(world.put(clusterId, clusterBody(changes)), armError(400, code, message));
      assert.equal(world.cloud.store.find(clusterId), undefined);
      assert.deepEqual(world.clusters.log, []);
    });
  }

  it("refuses names with a trademark, and names that are no names", async () => {
    const named = (name: string) =>
      world.put(`${groupId}/providers/Microsoft.ContainerService/managedClusters/${name}`, clusterBody());
    await assert.rejects(
      named("my-microsoft"),
      armError(400, "ReservedResourceName", /reserved word \('microsoft'\)/),
    );
    await assert.rejects(named("shop-"), armError(400, "InvalidParameter", /not a valid cluster name/));
    await assert.rejects(
      named("a".repeat(64)),
      armError(400, "InvalidParameter", /not a valid cluster name/),
    );
    await assert.rejects(
      named("a".repeat(63)),
      armError(400, "InvalidParameter", /MC_shop_a+_westeurope' has 82 characters/),
    );
    assert.equal(textAt(await named("a".repeat(61)), "properties.provisioningState"), "Succeeded");
  });

  it("takes fifty tags, whose names differ in more than their case", async () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${String(index)}`, "x"]));
    await assert.rejects(
      world.put(clusterId, { ...clusterBody(), tags: tags(51) }),
      armError(400, "TooManyTags", /at most 50 tags, got 51/),
    );
    await assert.rejects(
      world.put(clusterId, { ...clusterBody(), tags: { team: "a", Team: "b" } }),
      armError(400, "DuplicateTagName", /'team'|'Team'/),
    );
    await world.put(clusterId, { ...clusterBody(), tags: tags(50) });
  });

  it("needs a location", async () => {
    await assert.rejects(
      world.put(clusterId, changed(clusterBody(), { location: null })),
      armError(400, "LocationRequired", /required/),
    );
  });

  it("goes to a version in long-term support only with the plan, and the plan only with the tier", async () => {
    const body = (version: string, plan: string, tier: string) => ({
      ...clusterBody({ kubernetesVersion: version, supportPlan: plan }),
      sku: { name: "Base", tier },
    });
    await assert.rejects(
      world.put(clusterId, body("1.35", "AKSLongTermSupport", "Standard")),
      armError(400, "BadRequest", /needs the Premium tier/),
    );
    await world.put(clusterId, body("1.32", "AKSLongTermSupport", "Premium"));
    await assert.rejects(
      world.put(clusterId, body("1.33", "KubernetesOfficial", "Premium")),
      armError(400, "K8sVersionNotSupported", /on version 1\.33/),
    );
    await world.put(clusterId, body("1.33", "AKSLongTermSupport", "Premium"));
  });

  it("is refused when the subscription has five thousand already", async () => {
    const made = await world.put(clusterId, clusterBody());
    const first = world.cloud.store.find(textAt(made, "id") ?? "") ?? assert.fail();
    world.cloud.store.transaction(() => {
      for (let index = 1; index < 5000; index += 1)
        world.cloud.store.save({ ...first, id: first.id.replace(/shop$/, `c${String(index)}`) });
    });
    await assert.rejects(
      world.put(clusterId.replace(/shop$/, "more"), clusterBody()),
      armError(400, "ManagedClusterCountExceedsQuotaLimit", /has 5000 managed clusters/),
    );
    await world.put(clusterId, clusterBody());
  });

  it("needs an identity, and the identity must be there", async () => {
    const missing = `${groupId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/gone`;
    const bare = changed(clusterBody(), { identity: null });
    await assert.rejects(world.put(clusterId, bare), armError(400, "InvalidParameter", /needs an identity/));
    const identity = { type: "UserAssigned", userAssignedIdentities: { [missing]: {} } };
    await assert.rejects(
      world.put(clusterId, { ...bare, identity }),
      armError(400, "FailedIdentityOperation", /was not found/),
    );
    await world.put(missing, { location: "westeurope" });
    const made = await world.put(clusterId, { ...bare, identity });
    assert.match(
      textAt(objectAt(made, "identity.userAssignedIdentities")[missing], "principalId") ?? "",
      /^[0-9a-f-]{36}$/,
    );
  });

  it("fills in what the server fills in, and spells ids its own way", async () => {
    const made = await world.put(clusterId, clusterBody());
    assert.equal(made["id"], clusterId.replace("/resourceGroups/", "/resourcegroups/"));
    assert.equal(made["type"], "Microsoft.ContainerService/ManagedClusters");
    assert.deepEqual(made["sku"], { name: "Base", tier: "Free" });
    const properties = objectAt(made, "properties");
    assert.deepEqual(
      [properties["kubernetesVersion"], properties["currentKubernetesVersion"]],
      ["1.35", "1.35.8"],
    );
    assert.match(textAt(properties, "fqdn") ?? "", /^shop-[a-z0-9]{8}\.hcp\.westeurope\.azmk8s\.io$/);
    assert.equal(properties["nodeResourceGroup"], "MC_shop_shop_westeurope");
    assert.deepEqual(valueAt(properties, "networkProfile.podCidrs"), ["10.244.0.0/16"]);
    assert.deepEqual(valueAt(properties, "networkProfile.serviceCidrs"), ["10.0.0.0/16"]);
    assert.equal(valueAt(properties, "networkProfile.networkPolicy"), "none");
    assert.equal(valueAt(properties, "oidcIssuerProfile.enabled"), true);
    assert.deepEqual(properties["windowsProfile"], { adminUsername: "mullion", enableCSIProxy: true });
    const [pool] = objectsAt(properties, "agentPoolProfiles");
    assert.equal(pool?.["name"], "system");
    assert.equal(pool["maxPods"], 250);
    assert.equal(pool["provisioningState"], "Succeeded");
  });

  it("makes the group of the machines, and takes it away again", async () => {
    await world.put(clusterId, clusterBody());
    const machines = `${subscription}/resourceGroups/MC_shop_shop_westeurope`;
    assert.equal(
      textAt(await getResource(world.cloud, machines), "managedBy"),
      clusterId.replace("/resourceGroups/", "/resourcegroups/"),
    );
    await deleteResource(world.cloud, clusterId);
    await assert.rejects(
      getResource(world.cloud, machines),
      armError(404, "ResourceGroupNotFound", /MC_shop/),
    );
    assert.deepEqual(world.clusters.nodeNames(), []);
    assert.equal(world.clusters.running.size, 0);
  });

  it("puts the cluster's objects in: storage classes, and DaemonSets for Windows nodes that may never come", async () => {
    await world.put(clusterId, clusterBody());
    const [cluster] = world.clusters.running.values();
    const manifests = JSON.parse(JSON.stringify(cluster?.objects)) as JsonObject[];
    const names = manifests.map(
      (manifest) => `${textAt(manifest, "kind") ?? ""} ${textAt(manifest, "metadata.name") ?? ""}`,
    );
    assert.ok(
      names.includes("StorageClass managed-csi") && names.includes("DaemonSet csi-azuredisk-node-win"),
      names.join(),
    );
  });

  const profiles: readonly (readonly [string, Partial<Switches>, boolean])[] = [
    ["fills in a Windows profile as real answers do", {}, true],
    ["leaves it out when told to follow the documentation", { strictWindowsProfile: true }, false],
  ];
  for (const [what, switches, works] of profiles) {
    it(`${what}: a Windows pool ${works ? "can" : "cannot"} be added`, async () => {
      const other = await new World(switches).withGroup();
      await other.put(clusterId, clusterBody({ windowsProfile: null }));
      const adding = other.put(poolIdOf("win22"), windowsPool());
      if (works) assert.equal(textAt(await adding, "properties.provisioningState"), "Succeeded");
      else
        await assert.rejects(adding, armError(400, "WindowsProfileMissing", /profile definition is missing/));
      other.close();
    });
  }

  it("has no issuer by default below 1.34, and never switches it off again", async () => {
    const lts = { kubernetesVersion: "1.33", supportPlan: "AKSLongTermSupport" };
    const premium = { ...clusterBody(lts), sku: { name: "Base", tier: "Premium" } };
    assert.equal(valueAt(await world.put(clusterId, premium), "properties.oidcIssuerProfile.enabled"), false);
    const issuing = {
      ...clusterBody({ ...lts, oidcIssuerProfile: { enabled: true } }),
      sku: { name: "Base", tier: "Premium" },
    };
    assert.match(
      textAt(await world.put(clusterId, issuing), "properties.oidcIssuerProfile.issuerURL") ?? "",
      /^https:\/\/westeurope\.oic\.prod-aks\.azure\.com\//,
    );
    const off = {
      ...clusterBody({ ...lts, oidcIssuerProfile: { enabled: false } }),
      sku: { name: "Base", tier: "Premium" },
    };
    await assert.rejects(
      world.put(clusterId, off),
      armError(400, "OIDCIssuerUnsupportedOperation", /not supported/),
    );
  });

  it("upgrades the control plane one minor at a time, and leaves the pools where they are", async () => {
    await world.put(clusterId, clusterBody({ kubernetesVersion: "1.34" }));
    await assert.rejects(
      world.put(clusterId, clusterBody({ kubernetesVersion: "1.36" })),
      armError(
        400,
        "OperationNotAllowed",
        /^Upgrading Kubernetes version 1\.34\.4 to 1\.36\.3 is not allowed\. Available upgrades: \[1\.35\.7 1\.35\.8\]/,
      ),
    );
    const made = await world.put(clusterId, clusterBody({ kubernetesVersion: "1.35" }));
    assert.equal(valueAt(made, "properties.currentKubernetesVersion"), "1.35.8");
    assert.equal(
      objectsAt(made, "properties.agentPoolProfiles")[0]?.["currentOrchestratorVersion"],
      "1.34.4",
    );
    await assert.rejects(
      world.put(clusterId, clusterBody({ kubernetesVersion: "1.34" })),
      armError(400, "OperationNotAllowed", /^Downgrading/),
    );
  });

  it("lets long-term support skip minors, but not pools fall behind too far", async () => {
    const body = (kubernetesVersion: string) => ({
      ...clusterBody({ kubernetesVersion, supportPlan: "AKSLongTermSupport" }),
      sku: { name: "Base", tier: "Premium" },
    });
    await world.put(clusterId, body("1.32"));
    assert.equal(
      valueAt(await world.put(clusterId, body("1.35")), "properties.currentKubernetesVersion"),
      "1.35.8",
    );
    await assert.rejects(
      world.put(clusterId, body("1.36")),
      armError(400, "NodePoolMcVersionIncompatible", /1\.32\.9 and control plane version 1\.36\.3/),
    );
  });

  it("leaves pools alone that a PUT does not name, and refuses pools that are not there", async () => {
    await world.put(clusterId, clusterBody());
    await world.put(poolIdOf("linux"), linuxPool());
    const made = await world.put(clusterId, { ...clusterBody(), tags: { team: "a" } });
    assert.deepEqual(
      objectsAt(made, "properties.agentPoolProfiles").map(({ name }) => name),
      ["system", "linux"],
    );
    const stranger = { name: "other", mode: "User", osType: "Linux", count: 1 };
    await assert.rejects(
      world.put(clusterId, clusterBody(pools(stranger))),
      armError(400, "BadRequest", /^A new agent pool was introduced.*'other'/, "agentPoolProfiles"),
    );
  });

  it("reimages Windows pools, and only those, when the password changes", async () => {
    await world.put(clusterId, clusterBody());
    await world.put(poolIdOf("win22"), windowsPool({ count: 1 }));
    world.clusters.log.length = 0;
    await world.put(clusterId, clusterBody());
    assert.deepEqual(
      world.clusters.log.filter((line) => !line.startsWith("start")),
      [],
    );
    await world.put(clusterId, clusterBody({ windowsProfile: { adminPassword: "Another-Horse-43" } }));
    const touched = new Set(
      world.clusters.log.filter((line) => line.startsWith("drain")).map((line) => line.split(" ")[1]),
    );
    assert.deepEqual([...touched], ["akswin22000000", "akswin22000001"]);
  });

  it("has the kind of gMSA credential specs once gMSA is on, and not before", async () => {
    const hasKind = async () => {
      const { clusters } = world;
      const [cluster = ""] = clusters.running.keys();
      return (await clusters.find(cluster, "/gmsacredentialspecs.windows.k8s.io")) !== undefined;
    };
    await world.put(clusterId, clusterBody());
    assert.equal(await hasKind(), false);
    await world.put(clusterId, clusterBody({ windowsProfile: { gmsaProfile: { enabled: true } } }));
    assert.equal(await hasKind(), true);
  });

  it("has the agents of Azure Monitor on nodes of both systems while they are switched on", async () => {
    const osTerm =
      "spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";
    const found = async (changes: JsonObject) => {
      await world.put(clusterId, clusterBody(changes));
      const [cluster = ""] = world.clusters.running.keys();
      const there: (readonly [string, unknown])[] = [];
      for (const name of ["ama-metrics-node", "ama-metrics-win-node", "ama-logs", "ama-logs-windows"]) {
        const path = `/apis/apps/v1/namespaces/kube-system/daemonsets/${name}`;
        const daemonSet = await world.clusters.find(cluster, path);
        const [os] = objectsAt(daemonSet, osTerm).flatMap((term) => objectsAt(term, "matchExpressions"));
        if (daemonSet !== undefined) there.push([name, valueAt(os, "values")]);
      }
      return there;
    };
    const metrics = { azureMonitorProfile: { metrics: { enabled: true } } };
    const logs = { addonProfiles: { omsagent: { enabled: true } } };
    const ofMetrics = [
      ["ama-metrics-node", ["linux"]],
      ["ama-metrics-win-node", ["windows"]],
    ];
    const ofLogs = [
      ["ama-logs", ["linux"]],
      ["ama-logs-windows", ["windows"]],
    ];
    assert.deepEqual(await found(metrics), ofMetrics);
    assert.deepEqual(await found({ ...metrics, ...logs }), [...ofMetrics, ...ofLogs]);
    assert.deepEqual(await found({ azureMonitorProfile: { metrics: { enabled: false } }, ...logs }), ofLogs);
    // What a body leaves out stays as it is, as for other parts of the cluster.
    assert.deepEqual(await found({}), ofLogs);
    assert.deepEqual(await found({ addonProfiles: { omsagent: { enabled: false } } }), []);
  });

  it("reimages what the platform reimages", async () => {
    await world.put(clusterId, clusterBody());
    await world.put(poolIdOf("win22"), windowsPool({ count: 1 }));
    const drained = async (changes: JsonObject) => {
      world.clusters.log.length = 0;
      await world.put(clusterId, clusterBody(changes));
      const nodes = world.clusters.log
        .filter((line) => line.startsWith("drain"))
        .map((line) => (line.includes("akswin") ? "windows" : "linux"));
      return [...new Set(nodes)].sort();
    };
    assert.deepEqual(await drained({ windowsProfile: { gmsaProfile: { enabled: true } } }), ["windows"]);
    assert.deepEqual(await drained({ httpProxyConfig: { httpProxy: "http://proxy" } }), ["linux", "windows"]);
    assert.deepEqual(await drained({ networkProfile: { networkPolicy: "calico" } }), ["linux", "windows"]);
    assert.deepEqual(await drained({ windowsProfile: { licenseType: "Windows_Server" } }), []);
    assert.deepEqual(await drained({ autoUpgradeProfile: { nodeOSUpgradeChannel: "Unmanaged" } }), [
      "linux",
      "windows",
    ]);
  });

  it("never keeps the Windows password", async () => {
    await world.put(clusterId, clusterBody());
    world.cloud.store.close();
    assert.ok(!fs.readFileSync(world.file).includes("Correct-Horse-42"));
    assert.ok(fs.readFileSync(world.file).includes("mullion"));
  });

  it("gives credentials with Azure's names, and none to administrators when local accounts are off", async () => {
    await world.put(clusterId, clusterBody());
    const kubeconfig = async (action: string) => {
      const [config] = objectsAt(await postAction(world.cloud, clusterId, action, {}), "kubeconfigs");
      return [config?.["name"], Buffer.from(textAt(config, "value") ?? "", "base64").toString()];
    };
    assert.deepEqual(await kubeconfig("listClusterUserCredential"), [
      "clusterUser",
      "context: shop\ncluster: shop\nuser: clusterUser_shop_shop\n",
    ]);
    assert.deepEqual(await kubeconfig("listClusterAdminCredential"), [
      "clusterAdmin",
      "context: shop-admin\ncluster: shop\nuser: clusterAdmin_shop_shop\n",
    ]);
    await world.put(clusterId, clusterBody({ aadProfile: { managed: true }, disableLocalAccounts: true }));
    await assert.rejects(
      kubeconfig("listClusterAdminCredential"),
      armError(400, "BadRequest", /set to disable local accounts/),
    );
  });

  it("checks the services' range against the subnets, at creation and at every PUT", async () => {
    const subnet = (prefix: string, name: string) =>
      world.put(`${networkId}/subnets/${name}`, { properties: { addressPrefix: prefix } });
    await world.put(networkId, {
      location: "westeurope",
      properties: { addressSpace: { addressPrefixes: ["10.0.0.0/8"] } },
    });
    await subnet("10.1.0.0/22", "nodes");
    const body = clusterBody({
      agentPoolProfiles: [{ ...systemPool, vnetSubnetID: `${networkId}/subnets/nodes` }],
    });
    await world.put(clusterId, body);
    await subnet("10.0.4.0/24", "clash");
    await assert.rejects(
      world.put(clusterId, body),
      armError(
        400,
        "ServiceCidrOverlapExistingSubnetsCidr",
        /10\.0\.0\.0\/16 is conflicted with an existing subnet CIDR 10\.0\.4\.0\/24/,
        "networkProfile.serviceCIDR",
      ),
    );
  });

  it("counts the addresses of a subnet: one per node with overlay, one more per pod without", async () => {
    await world.put(networkId, {
      location: "westeurope",
      properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
    });
    await world.put(`${networkId}/subnets/nodes`, { properties: { addressPrefix: "10.1.0.0/26" } });
    const inSubnet = { ...systemPool, vnetSubnetID: `${networkId}/subnets/nodes` };
    const nodeSubnet = clusterBody({
      agentPoolProfiles: [inSubnet],
      networkProfile: { networkPluginMode: null },
    });
    await assert.rejects(
      world.put(clusterId, nodeSubnet),
      armError(
        400,
        "InsufficientSubnetSize",
        /^Pre-allocated IPs 62 exceeds IPs available 59/,
        "agentPoolProfile.count",
      ),
    );
    await world.put(clusterId, clusterBody({ agentPoolProfiles: [inSubnet] }));
    const counting = (count: number) => ({ properties: changed(inSubnet, { name: null, count }) });
    await world.put(poolIdOf("system"), counting(58));
    await assert.rejects(
      world.put(poolIdOf("system"), counting(60)),
      armError(400, "SubnetIsFull", /does not have enough capacity for 60/),
    );
  });
});
