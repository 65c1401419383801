import type { Match, PlannedResource, Trap } from "../../adopt";
import { logicalName, typeOf } from "../../adopt";
import type { Paint } from "../display/colour";
import type { Judgement } from "./judge";
import { hasFailed } from "./prove";
import type { Proof } from "./prove";

/** All that is said about an adoption. */
export interface Adoption {
  readonly stack: string;
  readonly title: string;
  readonly matches: readonly Match[];
  readonly creates: readonly PlannedResource[];
  readonly traps: readonly Trap[];
  readonly importName: string;
  /** Absent where there is no local cloud to prove it on. */
  readonly proof?: Proof;
}

/** The adoption in words for a terminal. */
export function renderAdoption(adoption: Adoption, paint: Paint): string {
  return [
    paint("bold", `${adoption.title} becomes the stack ${adoption.stack}`),
    ...taken(adoption),
    ...kept(adoption),
    ...created(adoption),
    ...traps(adoption, paint),
    ...proof(adoption, paint),
    ...(hasFailed(adoption.proof) ? nothingWritten : [...judgement(adoption, paint), ...commands(adoption)]),
    "",
  ].join("\n");
}

const nothingWritten = [
  "",
  "Nothing was written. Mullion should have kept these properties: please report it with the description of the cluster.",
  "Without --prove the files are written; add the properties to adopted.keep by hand before the import.",
];

function taken({ matches }: Adoption): string[] {
  const lines = matches.map(
    ({ resource, object }) => `  ${typeOf(resource).split(":").at(-1) ?? ""} ${object.name}`,
  );
  return ["", "Taken over:", ...lines];
}

function kept({ matches }: Adoption): string[] {
  const all = matches.flatMap(({ object, differences }) => differences.map((one) => ({ object, ...one })));
  const lines = all
    .filter(({ sets }) => sets !== undefined)
    .map(
      ({ object, path, has, sets }) =>
        `  ${object.name}: ${path} is ${shown(has)}; Mullion would set ${shown(sets)}`,
    );
  const unsaid = all.filter(({ sets }) => sets === undefined);
  const rest =
    unsaid.length === 0
      ? []
      : [`  and ${String(unsaid.length)} properties that Mullion has no setting for, all in adopted.keep`];
  return all.length === 0 ? [] : ["", "Stays as it is, by adopted.keep:", ...lines, ...rest];
}

/** Most names of one type that are written out; the preview has all. */
const mostNames = 4;

function created({ creates }: Adoption): string[] {
  if (creates.length === 0) return [];
  const kinds = new Map<string, string[]>();
  for (const resource of creates) {
    const type = typeOf(resource);
    kinds.set(type, [...(kinds.get(type) ?? []), logicalName(resource)]);
  }
  const lines = [...kinds].map(([type, names]) => {
    const some = names.length > mostNames ? names.slice(0, 2) : names;
    const more = names.length - some.length;
    return `  ${String(names.length)} x ${type}: ${some.join(", ")}${more === 0 ? "" : ` and ${String(more)} more`}`;
  });
  return ["", "What the cluster lacks, made by the first up:", ...lines];
}

function traps(adoption: Adoption, paint: Paint): string[] {
  const lines = adoption.traps.flatMap(({ subject, says, wayOut, url }) => [
    `  ${paint("yellow", subject)}: ${says}`,
    `    ${wayOut} (${url}).`,
  ]);
  return lines.length === 0 ? [] : ["", "To know:", ...lines];
}

function proof({ proof: proved }: Adoption, paint: Paint): string[] {
  if (proved === undefined)
    return [
      "",
      "Not proved: add --prove where the local cloud has the cluster; else see what the preview says.",
    ];
  const { changes, creates, unchanged } = proved;
  const count = `${String(unchanged)} taken over, ${String(creates.length)} to be made`;
  return changes.length === 0
    ? ["", paint("green", `Proved: the preview after the import changes nothing (${count}).`)]
    : [
        "",
        paint("red", `The preview after the import changes something (${count}):`),
        ...changes.map((line) => `  ${line}`),
      ];
}

function judgement({ proof: proved, stack }: Adoption, paint: Paint): string[] {
  return proved === undefined ? [] : ["", ...judged(proved.judgement, stack, paint)];
}

function judged(judgement: Judgement, stack: string, paint: Paint): readonly string[] {
  if (judgement.notJudged !== undefined)
    return [
      `${paint("yellow", "Not judged.")} ${judgement.notJudged}`,
      "  Name the pack's folder with --policy-pack, here and to mullion up, which does not go on without one.",
    ];
  const { mandatory, advisory } = judgement;
  const counts = `${String(mandatory.length)} mandatory, ${String(advisory)} advisory`;
  if (mandatory.length === 0) return [`Judged by the policy pack: nothing stops the first up (${counts}).`];
  return [
    paint("red", `Judged by the policy pack: the first up stops (${counts}):`),
    ...mandatory.flatMap(({ rule, message }) => [`  ${rule}`, `    ${message}`]),
    `  Mend it, or see mullion check --stack ${stack} and --policy-pack-config of mullion up.`,
  ];
}

/** What to do next with the real CLI, and on the local cloud. */
function commands({ stack, importName }: Adoption): string[] {
  const s = `--stack ${stack}`;
  return [
    "",
    "Next, with the Pulumi CLI:",
    `  pulumi stack init ${stack}`,
    `  pulumi import ${s} --file ${importName} --protect=false --generate-code=false`,
    `  pulumi stack export ${s} | npx mullion settle --import ${importName} | pulumi stack import ${s}`,
    `  pulumi preview ${s} --json | npx mullion impact -`,
    "or on the local cloud:",
    `  npx mullion import ${s} ${importName}`,
    `  npx mullion preview ${s}`,
  ];
}

function shown(value: unknown): string {
  return value === undefined ? "not set" : JSON.stringify(value);
}
