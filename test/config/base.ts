import type { ParseContext } from "../../config/parse";
import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import type { AksConfig } from "../../config/schema/aks";

/** Context of all configuration tests: a fixed day. */
export const context: ParseContext = { defaultName: "mullion-dev", asOf: "2026-11-23" };

/** A small valid configuration of AKS, as it stands in a stack's file. */
export const base = {
  target: "aks",
  environment: "dev",
  location: "westeurope",
  cluster: { kubernetesVersion: "1.36" },
  monitoring: { metrics: false, logs: false },
  systemPool: { vmSize: "Standard_D4s_v5", count: 3 },
  nodePools: [
    { name: "linux", os: "Linux", vmSize: "Standard_D4s_v5", count: 1 },
    { name: "win", os: "Windows", release: "2022", vmSize: "Standard_D4s_v5", count: 1 },
  ],
};

/**
 * The checked configuration of these values for AKS.
 *
 * @throws Error with the problems when there are any
 */
export function configOf(values: Readonly<Record<string, unknown>> = base): AksConfig {
  const { config, problems } = parseConfig(values, context);
  if (config === undefined) throw new Error(problems.map(formatProblem).join("\n"));
  if (config.target !== "aks") throw new Error(`the configuration is for ${config.target}`);
  return config;
}

/** The lines that a configuration with problems is answered with. */
export function problemsOf(values: Readonly<Record<string, unknown>>): string[] {
  return parseConfig(values, context).problems.map(formatProblem);
}

/** The lines that a working configuration is warned with. */
export function warningsOf(values: Readonly<Record<string, unknown>>): string[] {
  const result = parseConfig(values, context);
  if (result.config === undefined) throw new Error(result.problems.map(formatProblem).join("\n"));
  return result.warnings.map(formatProblem);
}

/** {@link base} with the Linux pool changed. */
export function withLinuxPool(change: object): Readonly<Record<string, unknown>> {
  const [linux, windows] = base.nodePools;
  return { ...base, nodePools: [{ ...linux, ...change }, windows] };
}

/** {@link base} with the Windows pool changed; it is `nodePools[1]`. */
export function withWindowsPool(change: object): Readonly<Record<string, unknown>> {
  const [linux, windows] = base.nodePools;
  return { ...base, nodePools: [linux, { ...windows, ...change }] };
}
