import { windowsNoNfsVolumes } from "../../../policy/rules/windows-no-nfs-volumes";
import { deployment, linuxSpec, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(windowsNoNfsVolumes, {
  valid: [
    {
      name: "a claim",
      resource: pod(
        windowsSpec({ volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] }),
      ),
    },
    {
      name: "a Linux pod with NFS",
      resource: deployment(linuxSpec({ volumes: [{ nfs: { server: "a" } }] })),
    },
  ],
  invalid: ["nfs", "cephfs", "rbd", "iscsi", "fc", "glusterfs"].map((kind) => ({
    name: kind,
    resource: deployment(windowsSpec({ volumes: [{ emptyDir: {} }, { [kind]: {} }] })),
    messages: [
      `Deployment "web": spec.template.spec.volumes[1].${kind} is set: Windows nodes have no client for it in Kubernetes, so the pod never starts. Use SMB (smb.csi.k8s.io, file.csi.azure.com) for shares and a block CSI driver with NTFS for disks.`,
    ],
  })),
  unproved: [
    {
      name: "unknown volumes",
      resource: pod(windowsSpec({ volumes: UNKNOWN })),
      messages: [
        'Pod "web": spec.volumes is decided only during the deployment, so the rule cannot be proved in preview. Windows pods have no volumes of NFS or another kind that only Linux nodes mount.',
      ],
    },
  ],
});
