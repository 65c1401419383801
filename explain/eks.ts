import {
  eksAddons,
  eksWindowsAmis,
  eksWindowsAmiSupport,
  eksWindowsSsmParameter,
  isEksWindowsAmiType,
} from "../catalogue/eks";
import { kubeletMaxPods } from "../catalogue/capacity";
import { eksWindowsMaxPods, instanceType, type InstanceTypeRow } from "../catalogue/instance-types";
import { minorSupport, parseMinor } from "../catalogue/kubernetes-minors";
import type { IsoDate } from "../catalogue/source";
import { capacityFacts } from "./capacity";
import { judged, known, some, type Fact } from "./fact";
import { textAt, typeOf, type PlannedResource } from "./resource";
import { windowsFacts } from "./windows";

/** What the catalogue knows about a cluster. */
export function eksClusterFacts(cluster: PlannedResource, asOf: IsoDate): readonly Fact[] {
  const minor = parseMinor(textAt(cluster, "version"));
  return some(minor === undefined ? undefined : judged(minorSupport("eks", minor, asOf)));
}

/** What the catalogue knows about a managed node group. */
export function eksNodeGroupFacts(
  group: PlannedResource,
  _asOf: IsoDate,
  stack: readonly PlannedResource[],
): readonly Fact[] {
  const amiType = textAt(group, "amiType");
  const minor = parseMinor(textAt(group, "version"));
  const machine = instanceType(textAt(group, "instanceTypes", 0));
  const facts = machineFacts(machine);
  if (!isEksWindowsAmiType(amiType)) return facts;
  return some(
    ...facts,
    ...(machine === undefined ? [] : windowsPods(machine, hasPrefixDelegation(stack))),
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

/** What the catalogue knows about the Auto Scaling group of a self-managed pool; its nodes run Windows. */
export function eksAutoScalingGroupFacts(
  group: PlannedResource,
  _asOf: IsoDate,
  stack: readonly PlannedResource[],
): readonly Fact[] {
  const overrides = ["mixedInstancesPolicy", "launchTemplate", "overrides"] as const;
  const machine = instanceType(textAt(group, ...overrides, 0, "instanceType"));
  if (machine === undefined) return [];
  return [...machineFacts(machine), ...windowsPods(machine, hasPrefixDelegation(stack))];
}

function machineFacts(machine: InstanceTypeRow | undefined): readonly Fact[] {
  if (machine === undefined) return [];
  const { type, vCpus, memoryGiB, source } = machine;
  return [known(`A node (${type}) has ${String(vCpus)} vCPUs and ${String(memoryGiB)} GiB.`, source)];
}

function windowsPods({ type, memoryGiB }: InstanceTypeRow, prefixDelegation: boolean): readonly Fact[] {
  const addresses = eksWindowsMaxPods(type, { prefixDelegation });
  if (addresses === undefined) return [];
  const maxPods = Math.min(addresses, kubeletMaxPods);
  return [
    known(
      `A Windows node takes ${String(maxPods)} pods: it has ${String(addresses)} addresses for them, of one network interface.`,
      ["eks-bpg-windows-networking"],
    ),
    ...capacityFacts({ platform: "eks", os: "Windows", memoryGiB, maxPods }),
  ];
}

/** Whether the network add-on gives Windows nodes whole ranges of addresses. */
function hasPrefixDelegation(stack: readonly PlannedResource[]): boolean {
  return stack.some(
    (one) =>
      typeOf(one) === "aws:eks/addon:Addon" &&
      /"enableWindowsPrefixDelegation":\s*"true"/.test(textAt(one, "configurationValues")),
  );
}

/** What the catalogue knows about an add-on. */
export function eksAddonFacts(addon: PlannedResource): readonly Fact[] {
  const row = Object.values(eksAddons).find(({ addonName }) => addonName === textAt(addon, "addonName"));
  return row === undefined ? [] : [known(row.note, row.source)];
}
