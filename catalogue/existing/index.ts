export * from "./certificates";
export * from "./cni-signs";
export * from "./distributions";
export * from "./windows-support";
