import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Rule } from "../rule";

const ROOT = path.resolve(__dirname, "../..");
const PAGES = "docs/rules";

/** The name of a rule's export: its own name in camel case. */
export function exportName(rule: string): string {
  return rule.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The names of all rules, from their files, in alphabetical order. */
export function ruleNames(): string[] {
  return readdirSync(path.join(ROOT, "policy/rules"))
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => file.replace(/\.ts$/, ""))
    .sort();
}

/** The text of policy/rules/index.ts. */
export function indexModule(names: readonly string[]): string {
  const imports = names.map((name) => `import { ${exportName(name)} } from "./${name}";`);
  return [
    'import type { Rule } from "../rule";',
    ...imports,
    "",
    "/** Every rule of the pack, in alphabetical order. Written by `npx tsx policy/tools/assemble.ts`. */",
    "export const rules: readonly Rule[] = [",
    ...names.map((name) => `  ${exportName(name)},`),
    "];",
    "",
  ].join("\n");
}

/** The text of docs/rules/index.md. */
export function indexPage(rules: readonly Rule[]): string {
  const mandatory = rules.filter(({ level }) => level === "mandatory").length;
  return [
    "# Rules",
    "",
    `${rules.length} rules, ${mandatory} of them mandatory unless configured otherwise. A rule of kind _resource_ judges each resource before it is created or updated; a rule of kind _stack_ judges it beside the rest of the program. Written by \`npx tsx policy/tools/assemble.ts\`.`,
    "",
    ...rules.map(indexEntry),
    "",
  ].join("\n");
}

function indexEntry({ name, level, kind, description, parameters, mends }: Rule): string {
  const names = Object.keys(parameters ?? {}).map((parameter) => `\`${parameter}\``);
  const configurable = names.length === 0 ? "" : ` Parameters: ${names.join(", ")}.`;
  const remedy = mends === undefined ? "" : " Mends with the level `remediate`.";
  return `- [${name}](${name}.md) (${level}, ${kind}): ${description}${configurable}${remedy}`;
}

/** A rule's page with the rule's sources at its end. */
export function pageWithSources(page: string, rule: Rule): string {
  const body = page.replace(/\n## Sources\n[^]*$/, "").trimEnd();
  return `${body}\n\n## Sources\n\n${rule.sources.map((source) => `- <${source}>`).join("\n")}\n`;
}

function assemble(): void {
  const names = ruleNames();
  writeFileSync(path.join(ROOT, "policy/rules/index.ts"), indexModule(names));
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded after it was written
  const { rules } = require("../rules") as { rules: readonly Rule[] };
  writeFileSync(path.join(ROOT, PAGES, "index.md"), indexPage(rules));
  for (const rule of rules) {
    const file = path.join(ROOT, PAGES, `${rule.name}.md`);
    writeFileSync(file, pageWithSources(readFileSync(file, "utf8"), rule));
  }
}

if (require.main === module) assemble();
