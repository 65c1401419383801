import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { exportName } from "./assemble";

const ROOT = path.resolve(__dirname, "../..");
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

function ruleFile(name: string): string {
  return `import { resourceRule } from "../rule";
import { windowsPods } from "../scopes/windows-pods";

/** Say in one line what holds when the rule is kept. */
export const ${exportName(name)} = resourceRule({
  name: "${name}",
  level: "advisory",
  description: "Say the constraint in one sentence.",
  sources: ["https://kubernetes.io/docs/"],
  scope: windowsPods,
  *check({ spec }) {
    if (spec.has("priorityClassName")) return;
    yield {
      field: spec.pathTo("priorityClassName"),
      problem: "is not set",
      reason: "Say why that matters",
      fix: "Say what to do",
    };
  },
});
`;
}

function testFile(name: string): string {
  return `import { ${exportName(name)} } from "../../../policy/rules/${name}";
import { deployment, linuxSpec, pod, UNKNOWN, windowsSpec } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest = "is not set: Say why that matters. Say what to do.";

ruleTest(${exportName(name)}, {
  valid: [
    { name: "a pod that keeps the rule", resource: pod(windowsSpec({ priorityClassName: "high" })) },
    { name: "a Linux pod", resource: deployment(linuxSpec()) },
  ],
  invalid: [
    { name: "a bare pod", resource: pod(windowsSpec()), messages: [\`Pod "web": spec.priorityClassName \${rest}\`] },
    {
      name: "a Deployment",
      resource: deployment(windowsSpec()),
      messages: [\`Deployment "web": spec.template.spec.priorityClassName \${rest}\`],
    },
  ],
  unproved: [
    {
      name: "an unknown value",
      resource: pod(windowsSpec({ priorityClassName: UNKNOWN })),
      messages: [
        'Pod "web": spec.priorityClassName is decided only during the deployment, so the rule cannot be proved in preview. Say the constraint in one sentence.',
      ],
    },
  ],
});
`;
}

function pageFile(name: string): string {
  const sections = ["Why", "Rule", "Wrong", "Right", "Fix", "When to disable"];
  return `# ${name}\n\n${sections.map((section) => `## ${section}\n\nWrite it.\n`).join("\n")}`;
}

/** The files of a new rule by path from the root: a rule that works, its test that passes and its page. */
export function newRuleFiles(name: string): ReadonlyMap<string, string> {
  return new Map([
    [`policy/rules/${name}.ts`, ruleFile(name)],
    [`test/policy/rules/${name}.test.ts`, testFile(name)],
    [`docs/rules/${name}.md`, pageFile(name)],
  ]);
}

function main(name: string | undefined): number {
  if (name === undefined || !NAME.test(name)) {
    process.stderr.write(
      `usage: npx tsx policy/tools/new-rule.ts <name-of-the-rule>, in lower-case words with hyphens\n`,
    );
    return 1;
  }
  const files = newRuleFiles(name);
  const existing = [...files.keys()].filter((file) => existsSync(path.join(ROOT, file)));
  if (existing.length > 0) {
    process.stderr.write(
      `${existing.join(", ")} exists already; choose another name or delete the old rule first\n`,
    );
    return 1;
  }
  for (const [file, text] of files) writeFileSync(path.join(ROOT, file), text);
  const assembled = spawnSync(process.execPath, ["-r", "tsx/cjs", path.join(__dirname, "assemble.ts")], {
    stdio: "inherit",
  });
  process.stdout.write(`${[...files.keys()].join("\n")}\n`);
  return assembled.status ?? 1;
}

if (require.main === module) process.exitCode = main(process.argv[2]);
