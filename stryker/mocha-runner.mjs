// Stryker's mocha runner 10.0.0 asks for mocha's internals without an extension; in mocha 12 they are `.cjs` files, so
// this lets `require` find them. To go when https://github.com/stryker-mutator/stryker-js/pull/6205 is released.
import Module from "node:module";

Module._extensions[".cjs"] ??= Module._extensions[".js"];

export const { strykerPlugins, strykerValidationSchema } = await import("@stryker-mutator/mocha-runner");
