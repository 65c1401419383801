import * as fs from "node:fs";
import * as path from "node:path";

const repository = path.resolve(__dirname, "../../..");
const tests = ["test/localcloud/azure", "test/localcloud/providers/azure-native", "test/scenarios/aks"];

/** How sources name a code: in an error, in a refusal, or as the code of a rule about names. */
const naming = /(?:new ArmError\(\s*\d+,\s*|badRequest\(\s*|code = )"([A-Z]\w+)"/g;

/**
 * The error codes of the local Azure, each with the test files that see it.
 *
 * @returns by code, in alphabetical order; the paths begin at the repository
 */
export function errorCodes(): ReadonlyMap<string, readonly string[]> {
  const codes = sourcesBelow("localcloud/azure").flatMap((file) =>
    [...fs.readFileSync(path.join(repository, file), "utf8").matchAll(naming)].map(([, code = ""]) => code),
  );
  const texts = tests
    .flatMap(sourcesBelow)
    .filter((file) => /\.(test|job)\.ts$/.test(file))
    .map((file) => ({ file, text: fs.readFileSync(path.join(repository, file), "utf8") }));
  return new Map(
    [...new Set(codes)].sort().map((code) => {
      const seen = new RegExp(`\\b${code}\\b`);
      return [code, texts.filter(({ text }) => seen.test(text)).map(({ file }) => file)];
    }),
  );
}

function sourcesBelow(folder: string): string[] {
  return fs
    .readdirSync(path.join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file));
}
