/** Real Kubernetes control planes on this machine, and nodes that KWOK plays. */
export { BinariesError, ensureBinaries, kubernetesRelease, type Binaries, type Component } from "./binaries";
export * from "./client";
export {
  ControlPlane,
  ControlPlaneError,
  deleteControlPlane,
  findControlPlane,
  listControlPlanes,
  startControlPlane,
  stopControlPlane,
  type ControlPlaneOptions,
} from "./control-plane";
export { ADMIN, MASTERS, type ClusterUser, type KubeconfigNames } from "./credentials";
export type { RunningProcess } from "./processes";
export type { Progress } from "./progress";
export {
  applyNodes,
  cordon,
  isReady,
  NodesNotReadyError,
  removeNode,
  type Node,
  type NodeSpec,
  type Resources,
  type Taint,
} from "./nodes";
export { drain, DrainTimeoutError, replaceNode, type Blocker, type DrainOptions } from "./drain";
