import * as apps from "@pulumi/kubernetes/apps/v1";
import * as pulumi from "@pulumi/pulumi";
import type { NamespaceConfig } from "../../config/schema/in-cluster";
import type { Platform, PlatformPool } from "../platform";
import { Namespace } from "./namespace";
import { sampleDeploymentArgs } from "./sample-deployment";

const samplesNamespace: NamespaceConfig = {
  name: "samples",
  podSecurity: "baseline",
  quota: {},
};

/** Arguments of {@link Samples}. */
export interface SamplesArgs {
  readonly platform: Platform;
}

/** One small workload per operating system, to see that pods land on the right nodes. */
export class Samples extends pulumi.ComponentResource {
  constructor(name: string, { platform }: SamplesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Samples", name, {}, { providers: [platform.provider], ...opts });
    const { namespaceName } = new Namespace(
      name,
      { ...samplesNamespace, windowsRoom: platform.windowsRoom },
      { parent: this },
    );
    for (const pool of firstPoolPerKind(platform.pools)) this.createDeployment(name, pool, namespaceName);
    this.registerOutputs({});
  }

  private createDeployment(
    name: string,
    pool: PlatformPool,
    namespace: pulumi.Output<string>,
  ): apps.Deployment {
    const args = sampleDeploymentArgs(pool, namespace);
    return new apps.Deployment(`${name}-${args.kind}`, args.deployment, {
      parent: this,
      dependsOn: [pool.ready],
    });
  }
}

/** One pool for Linux and one for each Windows release. */
function firstPoolPerKind(pools: readonly PlatformPool[]): PlatformPool[] {
  const kind = ({ os, release }: PlatformPool) => `${os} ${release ?? ""}`;
  return pools.filter((pool, index) => pools.findIndex((other) => kind(other) === kind(pool)) === index);
}
