export * from "./ami-types";
export * from "./windows-support";
