export * from "./ami-types";
export * from "./linux-images";
export * from "./windows-support";
