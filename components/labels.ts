/** Label that says which pool a node belongs to, whatever slot the pool is in: what selectors use. */
export const poolLabel = "mullion/pool";

/** Label that says which slot of its pool a node belongs to. */
export const slotLabel = "mullion/slot";
