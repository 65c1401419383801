import { two, type Case } from "./case";

const LOST = "error reading from server: EOF";
const DIED =
  "Detected that <root>/home/plugins/resource-crate-v1.0.0/pulumi-resource-crate exited prematurely. \n" +
  "       This is *always* a bug in the provider. Please report the issue to the provider author as appropriate.\n" +
  "       To assist with debugging we have dumped the STDOUT and STDERR streams of the plugin:\n" +
  "       ended with exit code 7";
const MORE_TIME =
  "where work may take longer, give the resource customTimeouts (https://www.pulumi.com/docs/iac/concepts/resources/options/customtimeouts/)";
const AGAIN = "run the command again; if it hangs again, this is a bug in the provider";

// Long enough for whatever is well, also on a machine that is busy.
const WORK_SECONDS = 8;
const ANSWER_SECONDS = 10;
const patience = { workSeconds: WORK_SECONDS, answerSeconds: ANSWER_SECONDS, graceSeconds: 1 };

const working = (call: string): string =>
  `provider "crate" has not answered ${call} for ${WORK_SECONDS} s and was ended; ${MORE_TIME}`;
const asked = (call: string): string =>
  `provider "crate" has not answered ${call} for ${ANSWER_SECONDS} s and was ended; ${AGAIN}`;

const AB = ["a", "b"];

/** A provider whose process ends before or after the work of a call is done. */
export const dyingProviders: readonly Case[] = (["before", "after"] as const).flatMap((moment) => {
  const common = { kind: "a provider that dies", errors: [LOST, "update failed", DIED] };
  return [
    {
      ...common,
      at: `${moment} Create`,
      program: two(`die: "${moment} create"`),
      boxes: AB,
      ...(moment === "after" ? { quick: true as const } : {}),
    },
    {
      ...common,
      at: `${moment} Update`,
      before: two("size: 1"),
      program: two(`size: 2, die: "${moment} update"`),
      boxes: AB,
    },
    {
      ...common,
      at: `${moment} Delete`,
      before: two(`die: "${moment} delete"`),
      program: 'new Box("a", { size: 1 });',
      boxes: ["a"],
    },
  ];
});

/** A provider that never answers a call. */
export const hangingProviders: readonly Case[] = [
  ...(["before", "after"] as const).flatMap((moment): Case[] => {
    const common = { kind: "a provider that hangs", options: { patience } };
    return [
      {
        ...common,
        at: `${moment} Create`,
        program: two(`hang: "${moment} create"`),
        errors: [working("Create"), "update failed"],
        boxes: AB,
        ...(moment === "after" ? { quick: true as const } : {}),
      },
      {
        ...common,
        at: `${moment} Update`,
        before: two("size: 1"),
        program: two(`size: 2, hang: "${moment} update"`),
        errors: [working("Update"), "update failed"],
        boxes: AB,
      },
      {
        ...common,
        at: `${moment} Delete`,
        before: two(`hang: "${moment} delete"`),
        program: 'new Box("a", { size: 1 });',
        errors: [working("Delete"), "update failed"],
        boxes: ["a"],
      },
    ];
  }),
  {
    kind: "a provider that hangs",
    at: "Create, though its customTimeouts are over",
    program: 'new Box("a", { size: 1, hang: "before create" }, { customTimeouts: { create: "3s" } });',
    options: { patience: { answerSeconds: 5, graceSeconds: 1 } },
    errors: [`provider "crate" has not answered Create for 8 s and was ended; ${MORE_TIME}`, "update failed"],
    boxes: ["a"],
  },
  {
    kind: "a provider that hangs",
    at: "Check",
    program: two('hang: "before check"'),
    options: { patience },
    errors: [asked("Check")],
    boxes: AB,
  },
  {
    kind: "a provider that hangs",
    at: "Diff",
    before: two('size: 1, hang: "before diff"'),
    program: two('size: 2, hang: "before diff"'),
    options: { patience },
    errors: [asked("Diff")],
    boxes: AB,
  },
  {
    kind: "a provider that hangs",
    at: "Read, in a refresh",
    before: two('hang: "before read"'),
    program: two('hang: "before read"'),
    options: { patience, command: "refresh" },
    errors: [working("Read"), "update failed"],
    boxes: AB,
  },
  {
    kind: "a provider that hangs",
    at: "Create, too busy to hear anything",
    program: two('hang: "busy create"'),
    options: { patience },
    errors: [working("Create"), "update failed"],
    boxes: AB,
  },
];
