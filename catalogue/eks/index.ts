export * from "./ami-types";
