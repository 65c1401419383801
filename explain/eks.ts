import {
  eksAddons,
  eksWindowsAmis,
  eksWindowsAmiSupport,
  eksWindowsSsmParameter,
  isEksWindowsAmiType,
} from "../catalogue/eks";
import { eksWindowsMaxPods, instanceType } from "../catalogue/instance-types";
import { minorSupport, parseMinor } from "../catalogue/kubernetes-minors";
import type { IsoDate } from "../catalogue/source";
import { judged, known, some, type Fact } from "./fact";
import { textAt, type PlannedResource } from "./resource";
import { windowsFacts } from "./windows";

/** What the catalogue knows about a cluster. */
export function eksClusterFacts(cluster: PlannedResource, asOf: IsoDate): readonly Fact[] {
  const minor = parseMinor(textAt(cluster, "version"));
  return some(minor === undefined ? undefined : judged(minorSupport("eks", minor, asOf)));
}

/** What the catalogue knows about a managed node group. */
export function eksNodeGroupFacts(group: PlannedResource): readonly Fact[] {
  const amiType = textAt(group, "amiType");
  const minor = parseMinor(textAt(group, "version"));
  const machine = instanceType(textAt(group, "instanceTypes", 0));
  const facts = some(
    machine === undefined
      ? undefined
      : known(
          `A node (${machine.type}) has ${String(machine.vCpus)} vCPUs and ${String(machine.memoryGiB)} GiB.`,
          machine.source,
        ),
  );
  if (!isEksWindowsAmiType(amiType)) return facts;
  const pods =
    machine === undefined ? undefined : eksWindowsMaxPods(machine.type, { prefixDelegation: false });
  return some(
    ...facts,
    pods === undefined
      ? undefined
      : known(`A Windows node takes ${String(pods)} pods: it has the addresses of one network interface.`, [
          "eks-bpg-windows-networking",
        ]),
    minor === undefined ? undefined : judged(eksWindowsAmiSupport(amiType, minor)),
    minor === undefined
      ? undefined
      : known(
          `Its newest AMI is named by the parameter ${eksWindowsSsmParameter(amiType, minor)}.`,
          eksWindowsAmis[amiType].source,
        ),
    ...windowsFacts(eksWindowsAmis[amiType].release),
  );
}

/** What the catalogue knows about an add-on. */
export function eksAddonFacts(addon: PlannedResource): readonly Fact[] {
  const row = Object.values(eksAddons).find(({ addonName }) => addonName === textAt(addon, "addonName"));
  return row === undefined ? [] : [known(row.note, row.source)];
}
