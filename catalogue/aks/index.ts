export * from "./linux-only";
export * from "./network";
export * from "./os-skus";
export * from "./pools";
export * from "./windows-profile";
