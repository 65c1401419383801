import type { StackConfig } from "../config/schema/stack";
import { AksPlatform } from "./aks/platform";
import { EksPlatform } from "./eks/platform";
import { ExistingPlatform } from "./existing/platform";
import type { Platform } from "./platform";

/**
 * The cluster that a stack asks for, with all that it needs around it.
 *
 * @param config - the stack's configuration
 */
export function createPlatform(config: StackConfig): Platform {
  switch (config.target) {
    case "aks":
      return new AksPlatform(config.name, config);
    case "eks":
      return new EksPlatform(config.name, config);
    case "existing":
      return new ExistingPlatform(config.name, config);
  }
}
