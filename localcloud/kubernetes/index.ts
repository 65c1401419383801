/** Real Kubernetes control planes on this machine, and nodes that KWOK plays. */
export { BinariesError, ensureBinaries, type Binaries, type Component } from "./binaries";
export {
  KubernetesApiError,
  KubernetesUnreachableError,
  Patch,
  undefinedWhenMissing,
  type KubernetesObject,
  type ObjectMeta,
  type Query,
  type Request,
  type Response,
  type Status,
  type WatchEvent,
} from "./api";
export { KubernetesClient } from "./client";
export { ControlPlane, ControlPlaneError } from "./control-plane";
export { ADMIN, MASTERS, type ClusterUser, type KubeconfigNames } from "./credentials";
export { drain, DrainTimeoutError, replaceNode, type Blocker, type DrainOptions } from "./drain";
export { clientFromKubeconfig } from "./kubeconfig";
export {
  deleteControlPlane,
  findControlPlane,
  listControlPlanes,
  startControlPlane,
  stopControlPlane,
  type ControlPlaneOptions,
} from "./lifecycle";
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
export { applyObjects, deleteObjects } from "./objects";
export type { RunningProcess } from "./processes";
export type { Progress } from "./progress";
export type { ClientOptions } from "./transport";
export { emulatedMinor, kubernetesRelease } from "./versions";
