"use strict";

// The pack's entry point for the engine: makes sure that the compiled pack is that of the sources, and starts it.

const { compiledPack } = require("./compile.js");
const { version } = require("./package.json");

require(compiledPack()).start(version);
