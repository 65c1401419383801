import type { ReleaseArgs } from "@pulumi/kubernetes/helm/v3/release";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import * as pulumi from "@pulumi/pulumi";
import type { ChartName, ChartValues } from "../../catalogue/charts";
import { charts, osValues } from "../../catalogue/charts";

/** Arguments of {@link chartRelease}. */
export interface ChartReleaseArgs {
  /** A chart of the catalogue: version, repository and the values that select an operating system come from its row. */
  readonly chart: ChartName;
  /** Name of the release in the cluster. */
  readonly releaseName: string;
  /** A namespace that exists already, or that Helm is to make. */
  readonly namespace: pulumi.Input<string>;
  /** Values beside those that select an operating system. */
  readonly values?: ChartValues;
  /** Leave the chart's custom resource definitions out, since this program has them as objects of its own. */
  readonly skipCrds?: boolean;
  /** Let Helm make the namespace, where this program has no reason to make it with labels of its own. */
  readonly createNamespace?: boolean;
}

/** Seconds that a release may take to get ready: images of a whole monitoring stack are pulled in that time. */
const timeoutSeconds = 900;

/**
 * A release of a third-party chart. The only door to Helm in this program, so that no chart is used without its row.
 *
 * @param name - name of the resource
 * @param args - chart and values
 * @param opts - parent and dependencies
 */
export function chartRelease(
  name: string,
  args: ChartReleaseArgs,
  opts: pulumi.CustomResourceOptions,
): Release {
  return new Release(name, releaseArgs(args), opts);
}

/**
 * What a release is made from.
 *
 * @param args - chart and values
 */
export function releaseArgs(args: ChartReleaseArgs): ReleaseArgs {
  const { chart, releaseName, namespace, values = {}, skipCrds = false, createNamespace = false } = args;
  const row = charts[chart];
  return {
    name: releaseName,
    chart: row.chart,
    version: row.version,
    repositoryOpts: { repo: row.repository },
    namespace,
    timeout: timeoutSeconds,
    skipCrds,
    createNamespace,
    values: merge(values, osValues(row)),
  };
}

/** Values of both; where they disagree, the second one holds. */
function merge(first: ChartValues, second: ChartValues): ChartValues {
  const both = Object.entries(second).map(([key, value]) => {
    const below = first[key];
    return [key, isGroup(below) && isGroup(value) ? merge(below, value) : value] as const;
  });
  return { ...first, ...Object.fromEntries(both) };
}

function isGroup(value: unknown): value is ChartValues {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !pulumi.Output.isInstance(value)
  );
}
