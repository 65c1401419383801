import { two, type Case } from "./case";

/** The text of a policy that is struck at a box; `how` is what happens then, as the text of an expression. */
const resourcePolicy = (at: string, how: string): string =>
  `{ name: "mortal", description: "mortal", enforcementLevel: "mandatory",
     validateResource: (args) => { if (args.name === "${at}") return strike(() => ${how}); } }`;
const remediation = (at: string, how: string): string =>
  `{ name: "mortal", description: "mortal", enforcementLevel: "remediate",
     remediateResource: (args) => { if (args.name === "${at}") return strike(() => ${how}); } }`;
const stackPolicy = (how: string): string =>
  `{ name: "mortal", description: "mortal", enforcementLevel: "mandatory", validateStack: () => strike(() => ${how}) }`;

const DIES = "process.exit(3)";
const HANGS = "new Promise(() => undefined)";
const LOOPS = "{ for (;;); }";
const ANSWER_SECONDS = 10;

const died = (): string[] => ["failed to run policy: policy pack <root>/pack ended with exit code 3"];
const hung = (call: string): string[] => [
  `failed to run policy: policy pack <root>/pack has not answered ${call} for ${ANSWER_SECONDS} s and was ended; look for a policy that waits or loops`,
];
const program = two("size: 2");
const boxes = ["a", "b"];
const options = { patience: { answerSeconds: ANSWER_SECONDS } };

/** Policy packs whose process ends, or that never answer. */
export const packs: readonly Case[] = [
  {
    at: "as it is loaded",
    policies: DIES,
    errors: ["policy pack <root>/pack ended with exit code 3 before it was ready"],
  },
  { at: "at the first resource", policies: resourcePolicy("a", DIES), errors: died() },
  {
    at: "when something is made already",
    policies: resourcePolicy("b", DIES),
    errors: died(),
    quick: true as const,
  },
  { at: "in a remediation", policies: remediation("b", DIES), errors: died() },
  { at: "when it judges the stack", policies: stackPolicy(DIES), errors: died() },
]
  .map((one): Case => ({ kind: "a policy pack that dies", program, boxes, ...one }))
  .concat(
    [
      { at: "when something is made already", policies: resourcePolicy("b", HANGS), errors: hung("Analyze") },
      { at: "in a remediation", policies: remediation("b", LOOPS), errors: hung("Remediate") },
      { at: "when it judges the stack", policies: stackPolicy(HANGS), errors: hung("AnalyzeStack") },
    ].map((one) => ({ kind: "a policy pack that hangs", program, boxes, options, ...one })),
  );
