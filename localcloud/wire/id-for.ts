/**
 * A function that the stand-ins answer beside those of their packages: the id that an object made from given inputs
 * has. With it the engine can ask (Read) whether a creation that was cut off has come about.
 *
 * Arguments: `type`, `inputs`. Result: `id`, absent where no object outlives the call (a generated password).
 */
export const ID_FOR = "mullion:local:idFor";
