export { stepBack } from "./back";
export { compatibilityWith } from "./compatibility";
export { applyEdit, MigrationEditError, poolEntries } from "./edit";
export { nextStep } from "./forward";
export {
  canaryAnnotation,
  drainedAnnotation,
  migrationTaint,
  type Goal,
  type Observation,
  type PoolEntry,
  type PoolNode,
  type PoolPod,
  type Slot,
} from "./observation";
export { backSteps, forwardSteps, type Decision, type Edit, type StepName } from "./step";
