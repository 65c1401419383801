import assert from "node:assert/strict";
import { prePullDaemonSet, spareDeployment } from "../../../../components/cluster/warm-up/objects";

const onNodes = {
  os: { name: "windows" },
  nodeSelector: { "kubernetes.io/os": "windows", "node.kubernetes.io/windows-build": "10.0.20348" },
  tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
};
const pause = "mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2";

describe("the warm-up of Windows nodes", () => {
  it("pulls each image by a container that ends, and then only waits", () => {
    const image = "mcr.microsoft.com/windows/servercore:ltsc2022";
    const daemonSet = prePullDaemonSet({ release: "2022", images: [image] }, "warm-up");
    assert.partialDeepStrictEqual(daemonSet, {
      metadata: { name: "pre-pull-windows-2022", annotations: { "pulumi.com/skipAwait": "true" } },
      spec: {
        template: {
          spec: {
            ...onNodes,
            initContainers: [{ name: "image-0", image, command: ["cmd.exe", "/c", "exit 0"] }],
            containers: [{ image: pause, resources: { limits: { cpu: "50m", memory: "128Mi" } } }],
          },
        },
      },
    });
  });

  it("holds room free by pods that give way to everybody", () => {
    const deployment = spareDeployment({ release: "2022", replicas: 3, cpu: "2", memory: "4Gi" }, "warm-up");
    const resources = { requests: { cpu: "2", memory: "4Gi" }, limits: { cpu: "2", memory: "4Gi" } };
    assert.partialDeepStrictEqual(deployment, {
      spec: {
        replicas: 3,
        template: {
          spec: {
            ...onNodes,
            priorityClassName: "placeholder",
            terminationGracePeriodSeconds: 0,
            containers: [{ image: pause, resources }],
          },
        },
      },
    });
  });
});
