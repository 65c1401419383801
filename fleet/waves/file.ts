import * as v from "valibot";
import { effectClasses } from "../../catalogue/impact";
import { InputError } from "../../impact/input-error";
import type { InputProblem } from "../../impact/input-error";
import { readYaml } from "../yaml-input";
import type { Gates, Wave } from "./wave";

/** Page that documents the file. */
const page = "docs/guides/fleet.md#waves";

const unitMinutes = { m: 1, h: 60, d: 1440 } as const;

const duration = v.pipe(
  v.string("must be a duration such as 30m, 2h or 1d"),
  v.regex(/^\d{1,4}[mhd]$/, "must be a duration such as 30m, 2h or 1d"),
);

const impact = v.picklist(effectClasses, `must be one of ${effectClasses.join(", ")}`);

const gates = v.strictObject(
  {
    policy: v.optional(
      v.pipe(
        v.picklist(["mandatory", "advisory"], "must be mandatory or advisory"),
        v.description("Mildest level of a policy finding that stops a wave; default: mandatory"),
      ),
    ),
    impact: v.optional(
      v.pipe(impact, v.description("Mildest class of effect that stops a wave; default: refused")),
    ),
    healthWithin: v.optional(
      v.pipe(
        duration,
        v.description("How long clusters may take to get well after a deployment; default: 15m"),
      ),
    ),
  },
  "must be gates: policy, impact, healthWithin",
);

const name = v.pipe(
  v.string("must be a name in quotes"),
  v.regex(/^[A-Za-z0-9][-\w. ]{0,39}$/, "must be a name of 1 to 40 letters, digits, spaces, -, _ and ."),
);

const stack = v.pipe(v.string("must be the name of a stack"), v.nonEmpty("must be the name of a stack"));

const wave = v.strictObject(
  {
    name: v.pipe(name, v.description("For messages")),
    stacks: v.pipe(
      v.array(stack, "must be a list of stacks"),
      v.minLength(1, "must have at least one stack"),
      v.description("Stacks of this wave, in the order in which they are deployed"),
    ),
    soak: v.optional(
      v.pipe(duration, v.description("How long the wave must be well before the next begins; default: 0m")),
    ),
    gates: v.optional(v.pipe(gates, v.description("What this wave has different from the gates of all"))),
  },
  "must be a wave: name and stacks",
);

/** Shape of `fleet.yaml`, from which `schemas/waves.v1.json` is made. */
export const wavesSchema = v.strictObject({
  gates: v.optional(v.pipe(gates, v.description("Gates of all waves"))),
  waves: v.pipe(
    v.array(wave, "must be a list of waves"),
    v.minLength(1, "must have at least one wave"),
    v.description("In the order in which they are deployed"),
  ),
});

type GatesInput = v.InferOutput<typeof gates>;

/**
 * Reads a file of waves.
 *
 * @param text - YAML
 * @param file - its name, for messages
 * @param stacks - the stacks that there are
 * @throws InputError with every problem, one line each
 */
export function readWaves(text: string, file: string, stacks: readonly string[]): readonly Wave[] {
  const input = readYaml(text, file, wavesSchema, page);
  const problems = [
    ...input.waves.flatMap(({ stacks: wanted }, index) => unknownStacks(wanted, index, stacks)),
    ...repeated(
      input.waves.map((one, index) => ({ path: `waves[${String(index)}].name`, value: one.name })),
      "is the name of another wave already",
    ),
    ...repeated(
      input.waves.flatMap((one, index) =>
        one.stacks.map((value, at) => ({ path: stackPath(index, at), value })),
      ),
      "is in the waves already; a stack is deployed once",
    ),
  ];
  if (problems.length > 0) throw new InputError(file, problems);
  return input.waves.map((one) => ({
    name: one.name,
    stacks: one.stacks,
    gates: gatesOf({ ...input.gates, ...one.gates }),
    soakMinutes: minutesOf(one.soak ?? "0m"),
  }));
}

function gatesOf({ policy, impact: mildest, healthWithin }: GatesInput): Gates {
  return {
    policy: policy ?? "mandatory",
    impact: mildest ?? "refused",
    healthMinutes: minutesOf(healthWithin ?? "15m"),
  };
}

/**
 * Minutes of a duration such as `30m`, `2h`, `1d`.
 *
 * @returns `undefined` when the text is none
 */
export function parseDuration(text: string): number | undefined {
  return v.is(duration, text) ? minutesOf(text) : undefined;
}

function minutesOf(text: string): number {
  const unit = text.slice(-1);
  const minutes = unit === "d" || unit === "h" ? unitMinutes[unit] : unitMinutes.m;
  return Number(text.slice(0, -1)) * minutes;
}

function unknownStacks(
  wanted: readonly string[],
  index: number,
  stacks: readonly string[],
): readonly InputProblem[] {
  const known = stacks.length === 0 ? "there are none" : `there are: ${stacks.join(", ")}`;
  return wanted.flatMap((value, at) =>
    stacks.includes(value)
      ? []
      : [
          {
            path: stackPath(index, at),
            message: `must be a stack with a Pulumi.<stack>.yaml, got "${value}"; ${known} (${page})`,
          },
        ],
  );
}

function repeated(
  values: readonly { readonly path: string; readonly value: string }[],
  why: string,
): readonly InputProblem[] {
  return values
    .filter(({ value }, index) => values.findIndex((one) => one.value === value) < index)
    .map(({ path, value }) => ({ path, message: `"${value}" ${why} (${page})` }));
}

function stackPath(wave: number, stack: number): string {
  return `waves[${String(wave)}].stacks[${String(stack)}]`;
}
