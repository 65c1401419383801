import { eksGroup, groupScope } from "./eks-world";
import type { Goal, Wanted } from "./stage";
import type { Edit } from "./trial";

type Inputs = Wanted["inputs"];

/** A group of its own for one edit, and the edit. */
export interface Row {
  readonly os?: "Linux" | "Windows";
  /** What the group has besides the usual before the edit; `false` = there is no group yet. */
  readonly given?: Inputs | false;
  /** What the edit sets; `false` = the group goes. A property that is `undefined` goes. */
  readonly to: Inputs | false;
  readonly over?: string;
  readonly backOver?: string;
  readonly otherCode?: string;
}

const windows = { os: "Windows" } as const;
/** Pulumi chooses the name, so that the new group can be made first. */
const autonamed = { nodeGroupName: undefined };
const scaling = (minSize: number, desiredSize: number, maxSize: number) => ({
  scalingConfig: { minSize, maxSize, desiredSize },
});

const templated = (version: string) => ({
  instanceTypes: undefined,
  launchTemplate: { id: "${template.id}", version },
});

/** Why the report warns of more than the local cloud shows. */
const noAutoscaler = "no cluster autoscaler runs in the local cloud";
const noWarmPool = "the local cloud keeps no warm pools";

/** What EKS does in place, or refuses. */
export const inPlaceRows: readonly Row[] = [
  { to: { tags: { team: "a" } } },
  { to: { labels: { team: "a" } } },
  { to: { taints: [{ key: "team", value: "a", effect: "NO_SCHEDULE" }] } },
  { to: { taints: [{ key: "team", value: "a", effect: "NO_EXECUTE" }] } },
  { to: { updateConfig: { maxUnavailable: 2 } } },
  { to: { forceUpdateVersion: true } },
  { to: { nodeRepairConfig: { enabled: true } } },
  { to: { warmPoolConfig: { minSize: 1 } }, over: noWarmPool, backOver: noWarmPool },
  { to: scaling(1, 3, 4) },
  { given: scaling(1, 2, 4), to: scaling(1, 1, 4) },
  { to: scaling(2, 1, 4) },
  { to: scaling(1, 1, 6), over: noAutoscaler, backOver: noAutoscaler },
  { to: { version: "1.34" } },
  { to: { version: "1.35" } },
  { given: { version: "1.34" }, to: { version: "1.35" } },
  { ...windows, given: { version: "1.34" }, to: { version: "1.35" } },
  { to: { version: "1.36" } },
  { ...windows, given: { releaseVersion: "1.35-2026.10.14" }, to: { releaseVersion: "1.35-2026.11.12" } },
  { to: { releaseVersion: "1.34.4-20261112" } },
  { given: templated("1"), to: templated("2") },
  { ...windows, given: false, to: {} },
  { given: false, to: { version: "1.36" } },
  { given: false, to: { amiType: "AL2_x86_64" } },
];

/** What needs another group; no refusal stands in the way of the deletions at the end. */
export const replacingRows: readonly Row[] = [
  { ...windows, given: autonamed, to: { amiType: "WINDOWS_CORE_2025_x86_64" } },
  { ...windows, to: { amiType: "WINDOWS_CORE_2025_x86_64" } },
  { given: autonamed, to: { instanceTypes: ["m6i.xlarge"] } },
  { to: { diskSize: 80 } },
  { to: { capacityType: "SPOT" } },
  { to: { subnetIds: ["${subnet-a.id}"] } },
  { to: { nodeRoleArn: "${other-role.arn}" } },
  { to: { nodeGroupName: "renamed" } },
  { given: templated("1"), to: { launchTemplate: undefined, instanceTypes: ["m6i.large"] } },
  { to: false },
];

/** The groups of a table, in the program as it is before. */
export function groupsBefore(rows: readonly Row[]): Goal {
  return Object.fromEntries(
    rows.flatMap((row, index) => (row.given === false ? [] : [[nameOf(row, index), before(row, index)]])),
  );
}

/** Those that are older than the cluster: they must be made before it is upgraded. */
export function groupsAtOlderMinor(rows: readonly Row[]): Goal {
  const older = Object.entries(groupsBefore(rows)).filter(([, { inputs }]) => inputs["version"] === "1.34");
  return Object.fromEntries(older);
}

/** The edits of a table. */
export function editsOf(rows: readonly Row[]): readonly Edit[] {
  return rows.map((row, index) => {
    const resource = nameOf(row, index);
    const { over, backOver, otherCode, to } = row;
    const group = before(row, index);
    const renamed = to !== false && to["nodeGroupName"] === "renamed";
    return {
      name: title(row),
      resource,
      to: to === false ? undefined : { ...group, inputs: { ...group.inputs, ...to } },
      scope: groupScope(resource, ...(renamed ? ["renamed"] : [])),
      ...(over === undefined ? {} : { over }),
      ...(backOver === undefined ? {} : { backOver }),
      ...(otherCode === undefined ? {} : { otherCode }),
    };
  });
}

/** Names of the groups that stand before the edits, with their operating system. */
export function groupsOf(
  rows: readonly Row[],
): readonly { readonly name: string; readonly os: "linux" | "windows" }[] {
  return rows.flatMap((row, index) =>
    row.given === false ? [] : [{ name: nameOf(row, index), os: row.os === "Windows" ? "windows" : "linux" }],
  );
}

function nameOf({ os = "Linux" }: Row, index: number): string {
  return `${os === "Windows" ? "w" : "l"}${String(index).padStart(2, "0")}`;
}

function before(row: Row, index: number): Wanted {
  return eksGroup(nameOf(row, index), row.os ?? "Linux", row.given === false ? {} : row.given);
}

function title({ os = "Linux", given = {}, to }: Row): string {
  const what =
    to === false ? "goes" : `${given === false ? "is new" : ""} ${JSON.stringify(to).slice(0, 90)}`;
  const autonamedGroup = given !== false && "nodeGroupName" in given ? " (named by Pulumi)" : "";
  const had =
    given === false || Object.keys(given).length === 0 ? "" : ` (had ${JSON.stringify(given).slice(0, 70)})`;
  return `${os} group ${what.trim()}${autonamedGroup === "" ? had : autonamedGroup}`.replaceAll('"', "");
}
