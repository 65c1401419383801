/** A command that deploys, or shows what it would do. */
export type Verb = "preview" | "up" | "refresh" | "destroy";

/** What the deploying commands take from the command line. */
export interface DeployFlags {
  readonly stack: string;
  readonly engine: "embedded" | "pulumi";
  readonly policyPack: readonly string[];
  /** Configuration of the packs, in their order. */
  readonly policyPackConfig?: readonly string[];
  readonly parallel?: number;
  readonly target?: readonly string[];
  readonly refresh?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly showSames?: boolean;
  readonly expectNoChanges?: boolean;
}
