import { noInTreeVolumes } from "../../../policy/rules/no-in-tree-volumes";
import { deployment, pod, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(noInTreeVolumes, {
  valid: [
    {
      name: "claims and CSI volumes",
      resource: pod({
        volumes: [
          { persistentVolumeClaim: { claimName: "data" } },
          { csi: { driver: "file.csi.azure.com" } },
        ],
      }),
    },
    { name: "no volumes", resource: deployment({}) },
  ],
  invalid: ["azureFile", "azureDisk", "awsElasticBlockStore", "gitRepo", "flexVolume", "vsphereVolume"].map(
    (kind) => ({
      name: kind,
      resource: deployment({ volumes: [{ emptyDir: {} }, { [kind]: {} }] }),
      messages: [
        `Deployment "web": spec.template.spec.volumes[1].${kind} is set: The plugin was removed or is translated to a CSI driver that may not be there. Use a PersistentVolumeClaim, or csi with the driver's name.`,
      ],
    }),
  ),
  unproved: [
    {
      name: "an unknown volume",
      resource: pod({ volumes: [UNKNOWN] }),
      messages: [
        'Pod "web": spec.volumes[0] is decided only during the deployment, so the rule cannot be proved in preview. Pods have no volumes of plugins that were built into Kubernetes.',
      ],
    },
  ],
});
