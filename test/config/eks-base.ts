import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import type { EksConfig } from "../../config/schema/eks";
import { context } from "./base";

/** A small valid configuration of EKS, as it stands in a stack's file. */
export const eksBase = {
  target: "eks",
  environment: "dev",
  region: "eu-west-1",
  cluster: { kubernetesVersion: "1.36" },
  systemPool: { instanceTypes: ["m6i.large"], count: 2 },
  nodePools: [
    { name: "linux", os: "Linux", instanceTypes: ["m6i.large"], count: 1 },
    { name: "win", os: "Windows", release: "2022", instanceTypes: ["m6i.xlarge"], count: 1 },
  ],
};

/**
 * The checked configuration of these values for EKS.
 *
 * @throws Error with the problems when there are any
 */
export function eksConfigOf(values: Readonly<Record<string, unknown>> = eksBase): EksConfig {
  const { config, problems } = parseConfig(values, context);
  if (config === undefined) throw new Error(problems.map(formatProblem).join("\n"));
  if (config.target !== "eks") throw new Error(`the configuration is for ${config.target}`);
  return config;
}

/** {@link eksBase} with the Linux pool changed; it is `nodePools[0]`. */
export function withLinuxPool(change: object): Readonly<Record<string, unknown>> {
  const [linux, windows] = eksBase.nodePools;
  return { ...eksBase, nodePools: [{ ...linux, ...change }, windows] };
}

/** {@link eksBase} with the Windows pool changed; it is `nodePools[1]`. */
export function withWindowsPool(change: object): Readonly<Record<string, unknown>> {
  const [linux, windows] = eksBase.nodePools;
  return { ...eksBase, nodePools: [linux, { ...windows, ...change }] };
}
