export * from "./minor";
export * from "./skew";
export * from "./support";
export * from "./table";
