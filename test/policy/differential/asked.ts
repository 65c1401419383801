/** Random cases of each long job; `DIFFERENTIAL_CASES` asks for another number. */
export const CASES = Number(process.env["DIFFERENTIAL_CASES"] ?? 2000);

/** Where the random cases begin: the same seed, the same cases. */
export const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20261123);
