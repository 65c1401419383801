/** The steps of a migration, in their order, and what each one is for. */
export const forwardSteps = {
  compatible: "every image and selector bound to the pool works on the new release",
  add: "a pool of the new release in the other slot, closed to pods",
  ready: "its nodes are Ready and run the new build",
  canary: "a pod of the new release starts on one of them",
  open: "pods may go to the new slot",
  close: "no new pods go to the old slot",
  drain: "pods leave the old slot, within their PodDisruptionBudgets",
  soak: "everything runs on the new slot for a while",
  remove: "the old slot goes; this is the point of no return",
} as const;

/** The steps of the way back, in their order. */
export const backSteps = {
  reopen: "pods may go to the old slot again",
  reclose: "no new pods go to the new slot",
  return: "pods leave the new slot, within their PodDisruptionBudgets",
  drop: "the new slot goes",
} as const;

/** Name of a step, in either direction. */
export type StepName = keyof typeof forwardSteps | keyof typeof backSteps;

/** A change of the stack's configuration. */
export type Edit = "add" | "open" | "close" | "remove" | "reopen" | "reclose" | "drop";

/** What is to be done next. */
export type Decision =
  | { readonly kind: "done"; readonly says: string }
  /** A person has to mend something first. */
  | { readonly kind: "blocked"; readonly step: StepName; readonly problems: readonly string[] }
  /** The configuration changes; nothing is deployed yet. */
  | { readonly kind: "edit"; readonly step: Edit; readonly says: string }
  /** The configuration has it, the cluster has not: deploy. */
  | { readonly kind: "deploy"; readonly step: Edit; readonly says: string }
  /** Something is done in the cluster. */
  | { readonly kind: "act"; readonly step: "canary" | "drain" | "return"; readonly says: string }
  /** Time has to pass; look again then. */
  | { readonly kind: "wait"; readonly step: "ready" | "soak"; readonly says: string };
