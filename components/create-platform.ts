import type { StackConfig } from "../config/schema/stack";
import { today } from "../config/today";
import { AksPlatform } from "./aks/platform";
import { EksPlatform } from "./eks/platform";
import { inspect } from "./existing/inspect/inspect";
import { ExistingPlatform } from "./existing/platform";
import type { Platform } from "./platform";

/**
 * The cluster that a stack asks for, with all that it needs around it.
 *
 * @param config - the stack's configuration
 * @throws pulumi.RunError when a cluster that exists already does not fit, before any resource is registered
 */
export async function createPlatform(config: StackConfig): Promise<Platform> {
  switch (config.target) {
    case "aks":
      return new AksPlatform(config.name, config);
    case "eks":
      return new EksPlatform(config.name, config);
    case "existing":
      return new ExistingPlatform(config.name, { config, inspected: await inspect(config, today()) });
  }
}
