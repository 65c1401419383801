import { csiDriver } from "../catalogue/csi";
import { known, type Fact } from "./fact";
import { inputAt, textAt, type PlannedResource } from "./resource";

/** What the catalogue knows about a StorageClass. */
export function storageClassFacts(storageClass: PlannedResource): readonly Fact[] {
  const row = csiDriver(textAt(storageClass, "provisioner"));
  if (row === undefined) return [];
  const modes = row.accessModes === undefined ? "" : ` On Windows: ${row.accessModes.join(", ")}.`;
  return [
    known(
      `Volumes come from ${row.title}.${modes}${row.note === undefined ? "" : ` ${row.note}`}`,
      row.source,
    ),
  ];
}

/** What the catalogue knows about a RuntimeClass. */
export function runtimeClassFacts(runtimeClass: PlannedResource): readonly Fact[] {
  const build = inputAt(runtimeClass, "scheduling", "nodeSelector", "node.kubernetes.io/windows-build");
  if (typeof build !== "string") return [];
  return [
    known(`Pods that name it run on nodes of Windows build ${build} and tolerate their taint.`, [
      "k8s-windows-intro",
    ]),
  ];
}
