import type { Case } from "./case";

const GOOD = 'new Box("a", { size: 1 });\nnew Box("b", { size: 2 });';
const FIRST = 'new Box("a", { size: 1 });\n';

const UNFINISHED =
  "the program ended before it had registered everything: something that it waits for never came, for example a promise " +
  "that nobody resolves; nothing was deleted";
const LINGERS =
  "the program has given its outputs, but its process has not ended within 1 s and was ended: something keeps it going, for " +
  "example a timer (setInterval), a server or an open connection; close it when the program is through. Nothing was deleted";
const WAITS =
  "the program has asked for nothing for 15 s and was ended: it waits for something that does not come, or computes " +
  "without end. Nothing was deleted";
// Both boxes are registered at the same time.
const TRANSFORM = "a transform of the program has not answered for 10 s; look for one that waits or loops";

/** Programs that end in the middle, or not at all. Both boxes are there before: none may be deleted. */
export const programs: readonly Case[] = [
  {
    kind: "a program that ends too early",
    at: "by an exception",
    program: `${FIRST}throw new Error("no more");`,
    errors: ["Running program '<root>/program/index.js' failed with an unhandled exception:\nError: no more"],
    quick: true as const,
  },
  {
    kind: "a program that ends too early",
    at: "by process.exit",
    program: `${FIRST}setTimeout(() => process.exit(3), 10);`,
    errors: ["Program exited with non-zero exit code: 3"],
  },
  {
    kind: "a program that ends too early",
    at: "by a signal",
    program: `${FIRST}process.kill(process.pid, "SIGKILL");`,
    errors: ["the program was ended by SIGKILL"],
  },
  {
    kind: "a program that leaks a promise",
    at: "as an input",
    program: `new Box("a", { size: new Promise(() => undefined) });`,
    errors: ["Program exited with non-zero exit code: 1"],
    said: /The Pulumi runtime detected/u,
    quick: true as const,
  },
  {
    kind: "a program that leaks a promise",
    at: "of its own",
    program: `${FIRST}module.exports = async () => { await new Promise(() => undefined); new Box("b", { size: 2 }); };`,
    errors: [UNFINISHED],
  },
  {
    kind: "a program that never ends",
    at: "after its work",
    program: `${GOOD}\nsetInterval(() => undefined, 1000);`,
    options: { patience: { endSeconds: 1 } },
    errors: [LINGERS],
    quick: true as const,
  },
  {
    kind: "a program that never ends",
    at: "in the middle, waiting",
    program: `${FIRST}setInterval(() => undefined, 1000);\nmodule.exports = async () => { await new Promise(() => undefined); };`,
    options: { patience: { silenceSeconds: 15 } },
    errors: [WAITS],
  },
  {
    kind: "a program that never ends",
    at: "in the middle, busy",
    program: `${FIRST}module.exports = async () => { await new Promise((go) => setTimeout(go, 10)); for (;;); };`,
    options: { patience: { silenceSeconds: 15 } },
    errors: [WAITS],
  },
  {
    kind: "a program that never ends",
    at: "in a transform",
    program: `pulumi.runtime.registerResourceTransform(() => new Promise(() => undefined));\n${GOOD}`,
    options: { patience: { answerSeconds: 10 } },
    errors: [TRANSFORM, TRANSFORM],
  },
].map((one) => ({ ...one, before: GOOD, mended: GOOD, boxes: ["a", "b"] }));
