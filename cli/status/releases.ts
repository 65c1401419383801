import type { PropertyMap } from "../../localcloud/wire/values";
import { mapValues, unwrapSecrets } from "../../localcloud/wire/values";
import { stringAt } from "./json";

/** What the table of charts says of one Helm release. */
export interface ReleaseRow {
  readonly namespace: string;
  readonly name: string;
  readonly chart: string;
  readonly version: string;
  /** Helm's own word; `unknown` where nobody ran Helm. */
  readonly status: string;
}

/** A resource in the stack's state. */
interface StateResource {
  readonly type: string;
  readonly outputs: PropertyMap;
}

/** Columns of the table of charts. */
export const releaseHead = ["namespace", "release", "chart", "version", "status"];

/**
 * The Helm releases in a stack's state. No values: they may hold secrets.
 *
 * @param resources - all resources of the stack
 */
export function releaseRows(resources: readonly StateResource[]): ReleaseRow[] {
  return resources
    .filter(({ type }) => type === "kubernetes:helm.sh/v3:Release")
    .map(({ outputs }) => {
      const plain = mapValues(outputs, unwrapSecrets);
      return {
        namespace: stringAt(plain, "namespace"),
        name: stringAt(plain, "name"),
        chart: stringAt(plain, "chart"),
        version: stringAt(plain, "version"),
        status: stringAt(plain, "status", "status"),
      };
    });
}

/** The cells of a row, in the order of the head: on the local cloud a release is only written down. */
export function releaseCells({ namespace, name, chart, version, status }: ReleaseRow): string[] {
  const said = status === "unknown" ? "recorded, not rendered: no Helm here" : status;
  return [namespace, name, chart, version, said];
}
