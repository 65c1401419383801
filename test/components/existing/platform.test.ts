import assert from "node:assert/strict";
import { Baseline } from "../../../components/cluster/baseline";
import { Samples } from "../../../components/cluster/samples";
import { ExistingPlatform } from "../../../components/existing/platform";
import { isSecret } from "../../../localcloud/wire/values";
import { existingBase, existingConfigOf } from "../../config/existing-base";
import type { Registration } from "../record";
import { ofType, only, plainInputs, record } from "../record";

const release = "kubernetes:helm.sh/v3:Release";
const storageClass = "kubernetes:storage.k8s.io/v1:StorageClass";
const installCalico = {
  podCidr: "10.244.0.0/16",
  apiServer: { host: "api.example.com", port: 443 },
  kubeProxyImage: "registry.example.com/kube-proxy:v1.36.3",
};
const smb = { source: "//files.example.com/share", secret: { name: "smb", namespace: "kube-system" } };

async function registered(values: object = {}): Promise<readonly Registration[]> {
  const config = existingConfigOf({ ...existingBase, ...values });
  const inspected = { clusterId: "cluster-uid", serverVersion: "v1.36.3" };
  const { registrations } = await record(() => {
    const platform = new ExistingPlatform(config.name, { config, inspected });
    new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
    new Samples(`${config.name}-samples`, { platform });
  });
  return registrations;
}

describe("the platform of an existing cluster", () => {
  it("makes nothing in any cloud, and everything through its own provider", async () => {
    const custom = (await registered({ storage: { smb } })).filter(({ custom }) => custom);
    assert.ok(custom.length > 5);
    for (const { type, urn, provider } of custom) {
      assert.match(type, /^(kubernetes:|pulumi:providers:kubernetes$)/, urn);
      if (type.startsWith("kubernetes:")) assert.match(provider, /mullion-dev-cluster-kubernetes/, urn);
    }
  });

  it("knows its cluster by its identity, and hands a path through as a path", async () => {
    const provider = only(await registered(), "pulumi:providers:kubernetes");
    assert.deepEqual(provider.inputs, { kubeconfig: "~/.kube/config", clusterIdentifier: "cluster-uid" });
  });

  it("keeps a kubeconfig that is a text secret", async () => {
    const provider = only(
      await registered({ kubeconfig: { content: "canary", context: "edge" } }),
      "pulumi:providers:kubernetes",
    );
    const { kubeconfig, context } = provider.inputs;
    assert.ok(kubeconfig !== undefined && isSecret(kubeconfig));
    assert.equal(context, "edge");
  });

  it("installs nothing that nobody asked for", async () => {
    const registrations = await registered();
    for (const type of [release, "kubernetes:apps/v1:DaemonSet", storageClass]) {
      assert.deepEqual(ofType(registrations, type), [], type);
    }
  });

  it("installs Calico with VXLAN for Windows, pinned, and kube-proxy for Windows after it", async () => {
    const registrations = await registered({ network: { cni: "calico", installCalico } });
    const calico = only(registrations, release);
    assert.partialDeepStrictEqual(plainInputs(calico), {
      chart: "tigera-operator",
      version: "v3.32.1",
      namespace: "tigera-operator",
      repositoryOpts: { repo: "https://docs.tigera.io/calico/charts" },
      values: {
        nodeSelector: { "kubernetes.io/os": "linux" },
        installation: {
          controlPlaneNodeSelector: { "kubernetes.io/os": "linux" },
          serviceCIDRs: ["10.96.0.0/12"],
          calicoNetwork: {
            windowsDataplane: "HNS",
            bgp: "Disabled",
            ipPools: [{ cidr: "10.244.0.0/16", encapsulation: "VXLAN", natOutgoing: "Enabled" }],
          },
        },
        kubernetesServiceEndpoint: { host: "api.example.com", port: "443" },
      },
    });
    const proxy = only(registrations, "kubernetes:apps/v1:DaemonSet");
    assert.ok(proxy.dependencies.includes(calico.urn));
    assert.partialDeepStrictEqual(plainInputs(proxy), {
      metadata: { namespace: "kube-system" },
      spec: {
        template: {
          spec: {
            nodeSelector: { "kubernetes.io/os": "windows" },
            hostNetwork: true,
            securityContext: { windowsOptions: { hostProcess: true } },
          },
        },
      },
    });
  });

  it("uses BGP without encapsulation where the mode says so", async () => {
    const calico = only(
      await registered({ network: { cni: "calico", mode: "bgp", installCalico } }),
      release,
    );
    assert.partialDeepStrictEqual(plainInputs(calico), {
      values: { installation: { calicoNetwork: { bgp: "Enabled", ipPools: [{ encapsulation: "None" }] } } },
    });
  });

  it("installs the SMB driver so that its Windows pods pass the taint, and a class without mount options", async () => {
    const registrations = await registered({ storage: { smb } });
    assert.partialDeepStrictEqual(plainInputs(only(registrations, release)), {
      chart: "csi-driver-smb",
      version: "1.20.3",
      values: {
        windows: {
          useHostProcessContainers: true,
          tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
        },
      },
    });
    const { inputs } = only(registrations, storageClass);
    assert.equal(inputs["provisioner"], "smb.csi.k8s.io");
    assert.ok(!("mountOptions" in inputs));
    assert.partialDeepStrictEqual(inputs["parameters"], {
      source: "//files.example.com/share",
      "csi.storage.k8s.io/node-stage-secret-name": "smb",
    });
  });

  it("leaves a driver alone that is there, and formats disks with NTFS", async () => {
    const block = {
      provisioner: "csi.vsphere.vmware.com",
      parameters: { storagepolicyname: "gold" },
      snapshots: true,
    };
    const registrations = await registered({ storage: { smb: { ...smb, install: false }, block } });
    assert.deepEqual(ofType(registrations, release), []);
    const disks = ofType(registrations, storageClass).find(({ name }) => name.endsWith("ntfs"));
    assert.deepEqual(disks?.inputs["parameters"], {
      storagepolicyname: "gold",
      "csi.storage.k8s.io/fstype": "ntfs",
    });
    const snapshots = only(registrations, "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass");
    assert.equal(snapshots.inputs["driver"], "csi.vsphere.vmware.com");
  });

  it("starts workloads after the network that Mullion installs", async () => {
    const registrations = await registered({ network: { cni: "calico", installCalico } });
    const calico = only(registrations, release);
    const samples = ofType(registrations, "kubernetes:apps/v1:Deployment");
    assert.equal(samples.length, 2);
    for (const { dependencies } of samples) assert.ok(dependencies.includes(calico.urn));
  });
});
