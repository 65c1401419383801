"use strict";

// Plain JavaScript, because it is what makes JavaScript of the rest: `node policy/compile.js` (part of `npm ci`), and
// the pack itself at each start.

const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const ROOT = path.dirname(__dirname);
/** Folders whose TypeScript the pack consists of. */
const SOURCES = ["policy", "catalogue"];
const BIN = path.join(__dirname, "bin");
/** Compiled packs that nobody has used for this long are removed. */
const KEEP_MS = 60 * 60 * 1000;

/** The pack's TypeScript files, relative to the root, in a stable order. */
function sourceFiles(folder) {
  return fs
    .readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return ["node_modules", "bin"].includes(entry.name) ? [] : sourceFiles(file);
      return file.endsWith(".ts") && !file.endsWith(".d.ts") ? [file] : [];
    })
    .sort();
}

/**
 * Makes sure that the JavaScript of exactly these sources exists.
 *
 * It lies in a folder that is named after the sources' content, so a stale pack has no name to be found by, and two
 * packs that start at once at worst both compile: the folder appears by one rename.
 *
 * @returns {string} the module to load
 */
function compiledPack() {
  const files = SOURCES.flatMap(sourceFiles).map((file) => [
    file,
    fs.readFileSync(path.join(ROOT, file), "utf8"),
  ]);
  const hash = crypto.createHash("sha256");
  hash.update(fs.readFileSync(__filename));
  for (const [file, text] of files) hash.update(`${file}\0${text}\0`);
  const target = path.join(BIN, hash.digest("hex").slice(0, 32));
  if (!fs.existsSync(target)) compile(files, target);
  return path.join(target, "policy", "main.js");
}

function compile(files, target) {
  // Required only here: it takes longer to load than a current pack to start.
  const ts = require("typescript");
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2023,
    esModuleInterop: true,
  };
  fs.mkdirSync(BIN, { recursive: true });
  const draft = fs.mkdtempSync(path.join(BIN, "draft-"));
  for (const [file, text] of files) {
    const output = path.join(draft, file.replace(/\.ts$/, ".js"));
    fs.mkdirSync(path.dirname(output), { recursive: true });
    const { outputText, diagnostics } = ts.transpileModule(text, {
      compilerOptions,
      fileName: file,
      reportDiagnostics: true,
    });
    if (diagnostics.length > 0) throw new Error(syntaxErrors(ts, diagnostics, draft));
    fs.writeFileSync(output, outputText);
  }
  try {
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    // Another start was faster with the same content.
    if (!fs.existsSync(target)) throw error;
  }
  removeOld(target);
}

function syntaxErrors(ts, diagnostics, draft) {
  fs.rmSync(draft, { recursive: true, force: true });
  const host = {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => ROOT,
    getNewLine: () => "\n",
  };
  return `the policy pack does not compile:\n${ts.formatDiagnostics(diagnostics, host)}`;
}

function removeOld(current) {
  for (const name of fs.readdirSync(BIN)) {
    const folder = path.join(BIN, name);
    if (folder === current) continue;
    const age = Date.now() - (fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEEP_MS) fs.rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { compiledPack };

if (require.main === module) console.log(path.relative(process.cwd(), compiledPack()));
