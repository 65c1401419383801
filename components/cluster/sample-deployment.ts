import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { windowsReleases } from "../../catalogue/windows-releases";
import { osFamily } from "../os";
import type { PlatformPool } from "../platform";
import { windowsBuildSelector } from "./runtime-class";

/** A sample workload for one kind of pool. */
export interface SampleDeployment {
  /** `linux`, or `windows-` and the release. */
  readonly kind: string;
  readonly deployment: kubernetes.types.input.apps.v1.Deployment;
}

/**
 * A Deployment with one replica that does nothing but run on the right node.
 *
 * @param pool - operating system and release of the nodes that it is meant for
 * @param namespace - name of the namespace it goes to
 */
export function sampleDeploymentArgs(
  pool: Pick<PlatformPool, "os" | "release">,
  namespace: pulumi.Input<string>,
): SampleDeployment {
  const { kind, image, command, nodeSelector } = sampleContainer(pool);
  const { tolerations, containerDefaults } = osFamily(pool.os);
  const labels = { "app.kubernetes.io/name": `sample-${kind}` };
  const container = { name: "sample", image, command, resources: containerDefaults };
  return {
    kind,
    deployment: {
      metadata: { name: `sample-${kind}`, namespace, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            os: { name: pool.os.toLowerCase() },
            nodeSelector,
            ...(tolerations.length === 0 ? {} : { tolerations: [...tolerations] }),
            containers: [container],
          },
        },
      },
    },
  };
}

function sampleContainer({ os, release }: Pick<PlatformPool, "os" | "release">) {
  if (release === undefined) {
    const image = "mcr.microsoft.com/azurelinux/base/core:3.0";
    return {
      kind: "linux",
      image,
      command: ["sleep", "infinity"],
      nodeSelector: { ...osFamily(os).nodeSelector },
    };
  }
  const [tag] = windowsReleases[release].serverCoreTags;
  if (tag === undefined) throw new Error(`there is no Server Core image of Windows Server ${release}`);
  return {
    kind: `windows-${release.toLowerCase()}`,
    image: `mcr.microsoft.com/windows/servercore:${tag}`,
    command: ["ping", "-t", "localhost"],
    nodeSelector: windowsBuildSelector(release),
  };
}
