import * as pulumi from "@pulumi/pulumi";
import type { IsoDate } from "../../../catalogue/source";
import { formatProblem } from "../../../config/problem";
import type { ExistingConfig } from "../../../config/schema/existing";
import { ClusterRefusedError, ClusterUnreachableError, ReadOnlyApi } from "./api";
import { checkNetwork } from "./check-network";
import { checkNodes } from "./check-nodes";
import { checkStorage } from "./check-storage";
import { checkVersion } from "./check-version";
import type { ClusterFacts } from "./facts";
import { readFacts } from "./facts";
import type { Check, Finding } from "./finding";
import { connectionOf, KubeconfigError, readKubeconfig } from "./kubeconfig";

const checks: readonly Check[] = [checkVersion, checkNodes, checkNetwork, checkStorage];

/** What is known of a cluster after it was looked at. */
export type Inspected = Pick<ClusterFacts, "clusterId" | "serverVersion">;

/**
 * Everything that a cluster shows and that does not fit, problems first.
 *
 * @param facts - what the cluster shows
 * @param config - what the configuration says
 * @param asOf - the day that support dates are compared with
 */
export function findingsOf(facts: ClusterFacts, config: ExistingConfig, asOf: IsoDate): readonly Finding[] {
  const all = checks.flatMap((check) => check(facts, config, asOf));
  return [
    ...all.filter(({ level }) => level === "problem"),
    ...all.filter(({ level }) => level === "warning"),
  ];
}

/**
 * Looks at the cluster of a configuration before anything is changed in it. A preview that cannot reach the cluster
 * says so and goes on; an update, or a kubeconfig that is not there, stops it.
 *
 * @returns `undefined` when the cluster was not looked at: switched off, or a preview that cannot reach it
 * @throws pulumi.RunError with one line for each thing that does not fit
 */
export async function inspect(config: ExistingConfig, asOf: IsoDate): Promise<Inspected | undefined> {
  if (!config.cluster.inspect || (pulumi.runtime.isDryRun() && process.env["MULLION_OFFLINE"] === "1")) {
    return undefined;
  }
  try {
    const connection = await connectionOf(readKubeconfig(config.kubeconfig), config.kubeconfig.context);
    const facts = await readFacts(new ReadOnlyApi(connection));
    report(config.name, findingsOf(facts, config, asOf));
    return facts;
  } catch (error) {
    if (!isAboutTheWay(error)) throw error;
    // Without a kubeconfig a preview has nothing to say either.
    if (!pulumi.runtime.isDryRun() || error instanceof KubeconfigError) {
      const fix =
        error instanceof KubeconfigError
          ? "Correct it; MULLION_OFFLINE=1 previews without the cluster"
          : "Open the way to it; where only kubectl knows a way (a proxy), set cluster.inspect to false";
      throw new pulumi.RunError(`${error.message}; nothing was changed. ${fix}`);
    }
    void pulumi.log.warn(`${error.message}; the cluster was not looked at, and an up would stop here`);
    return undefined;
  }
}

function isAboutTheWay(error: unknown): error is Error {
  return (
    error instanceof KubeconfigError ||
    error instanceof ClusterUnreachableError ||
    error instanceof ClusterRefusedError
  );
}

function report(name: string, findings: readonly Finding[]): void {
  for (const finding of findings) {
    if (finding.level === "warning") void pulumi.log.warn(formatProblem(finding));
  }
  const problems = findings.filter(({ level }) => level === "problem");
  if (problems.length === 0) return;
  const count = `${String(problems.length)} thing${problems.length === 1 ? "" : "s"}`;
  throw new pulumi.RunError(
    [
      `The cluster does not fit the configuration of ${name} in ${count}; nothing was changed:`,
      ...problems.map((problem) => `  ${formatProblem(problem)}`),
    ].join("\n"),
  );
}
