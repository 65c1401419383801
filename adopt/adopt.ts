import { aksConfiguration } from "./aks/configuration";
import { aksTraps } from "./aks/traps";
import type { Draft } from "./draft";
import { eksConfiguration } from "./eks/configuration";
import { eksTraps } from "./eks/traps";
import type { Found, Trap } from "./found";

/**
 * The configuration of a stack that takes over a cluster, before it is known what has to stay as it is.
 *
 * @param found - the cluster
 * @param environment - what the stack is: dev, test, staging or prod
 */
export function draftOf(found: Found, environment: string): Draft {
  switch (found.target) {
    case "aks":
      return aksConfiguration(found, environment);
    case "eks":
      return eksConfiguration(found, environment);
  }
}

/**
 * What whoever adopts a cluster should know, each with a safe way out.
 *
 * @param found - the cluster
 */
export function trapsOf(found: Found): readonly Trap[] {
  switch (found.target) {
    case "aks":
      return aksTraps(found);
    case "eks":
      return eksTraps(found);
  }
}
