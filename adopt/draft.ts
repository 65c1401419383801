/** Which pool of the configuration is which in the cloud. */
export interface PoolMatch {
  readonly physicalName: string;
  readonly name: string;
  readonly slot: string;
}

/** A configuration before it is known what has to stay as it is. */
export interface Draft {
  /** Values by key, without the project's prefix. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly pools: readonly PoolMatch[];
}
