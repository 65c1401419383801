export * from "./os-skus";
export * from "./pools";
export * from "./network";
export * from "./windows-profile";
