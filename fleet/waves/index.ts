/**
 * Deployments of many stacks in waves: what a wave must pass, and what is to be done next. Pure; the command does it.
 *
 * @packageDocumentation
 */
export { parseDuration, readWaves } from "./file";
export { judgeHealth, judgePlan } from "./gates";
export { nextAction, remaining } from "./next";
export type { Action, GateName, GateProblem, Gates, HealthSight, PlanSight, StackSight, Wave } from "./wave";
