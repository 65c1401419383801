import type * as kubernetes from "@pulumi/kubernetes";
import { recommendedPauseTag } from "../../../catalogue/pause";
import type { WindowsRelease } from "../../../catalogue/windows-releases";
import type { WarmUpConfig } from "../../../config/schema/warm-up";
import { osFamily } from "../../os";
import { windowsBuildSelector } from "../runtime-class";
import { priorityClassNames } from "../scheduling/priority-classes";

type DaemonSet = kubernetes.types.input.apps.v1.DaemonSet;
type Deployment = kubernetes.types.input.apps.v1.Deployment;

/** The signed pause image: it does nothing, on every Windows release. */
const pauseImage = `mcr.microsoft.com/oss/v2/kubernetes/pause:${recommendedPauseTag}`;

/** Pods that pull gigabytes, or wait for a node on purpose, are nothing that a deployment should wait for. */
const doNotWait = { "pulumi.com/skipAwait": "true" };

const small = { cpu: "50m", memory: "128Mi" };

/** What every pod of the warm-up has in common. */
function windowsPod(release: WindowsRelease) {
  return {
    os: { name: "windows" },
    nodeSelector: windowsBuildSelector(release),
    tolerations: [...osFamily("Windows").tolerations],
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
  };
}

/**
 * A DaemonSet whose pods pull images, one init container each, and then do nothing. A Windows node that joins pulls
 * them before a workload waits for them.
 *
 * @param entry - release and images
 * @param namespace - name of the namespace it goes to
 */
export function prePullDaemonSet(
  { release, images }: WarmUpConfig["prePull"][number],
  namespace: string,
): DaemonSet {
  const name = `pre-pull-windows-${release}`;
  const labels = { "app.kubernetes.io/name": name };
  return {
    metadata: { name, namespace, labels, annotations: doNotWait },
    spec: {
      selector: { matchLabels: labels },
      // One by one, a change of the list would take hours in a large pool.
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "50%" } },
      template: {
        metadata: { labels },
        spec: {
          ...windowsPod(release),
          initContainers: images.map((image, index) => ({
            name: `image-${String(index)}`,
            image,
            imagePullPolicy: "IfNotPresent",
            command: ["cmd.exe", "/c", "exit 0"],
            resources: { limits: { cpu: "500m", memory: "256Mi" }, requests: small },
          })),
          containers: [{ name: "pause", image: pauseImage, resources: { limits: small, requests: small } }],
        },
      },
    },
  };
}

/**
 * A Deployment whose pods hold room free. A pod with a purpose takes the place of one of them at once, and the
 * autoscaler makes the node that the displaced one then waits for.
 *
 * @param entry - release, number of pods and what each holds
 * @param namespace - name of the namespace it goes to
 * @see https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/ (read 2026-11-23)
 */
export function spareDeployment(
  { release, replicas, cpu, memory }: WarmUpConfig["spare"][number],
  namespace: string,
): Deployment {
  const name = `spare-windows-${release}`;
  const labels = { "app.kubernetes.io/name": name };
  return {
    metadata: { name, namespace, labels, annotations: doNotWait },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...windowsPod(release),
          priorityClassName: priorityClassNames.placeholder,
          containers: [
            {
              name: "pause",
              image: pauseImage,
              resources: { requests: { cpu, memory }, limits: { cpu, memory } },
            },
          ],
        },
      },
    },
  };
}
