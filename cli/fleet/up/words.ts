import type { GateProblem, Wave } from "../../../fleet/waves";
import type { Paint } from "../../display/colour";
import { drawTable } from "../../display/table";

/** The waves with their gates, as a table. */
export function drawWaves(waves: readonly Wave[], paint: Paint): readonly string[] {
  const head = ["wave", "stacks", "stops at policy", "stops at impact", "well within", "soaks"];
  const rows = waves.map(({ name, stacks, gates, soakMinutes }, index) => [
    name,
    stacks.join(", "),
    gates.policy,
    gates.impact,
    duration(gates.healthMinutes),
    index === waves.length - 1 ? "-" : duration(soakMinutes),
  ]);
  return drawTable(head, rows, paint);
}

/** Why a rollout has stopped. */
export function drawStop(wave: string, problems: readonly GateProblem[], paint: Paint): readonly string[] {
  return [
    "",
    `${paint("red", "Stopped")} at wave "${wave}":`,
    ...problems.map(({ gate, stack, message }) => `  ${stack}, gate ${paint("bold", gate)}: ${message}`),
  ];
}

/** What is left to do, and how to go on. */
export function drawRemaining(
  left: readonly Pick<Wave, "name" | "stacks">[],
  command: string,
): readonly string[] {
  if (left.length === 0) return ["", "Nothing is left to deploy."];
  return [
    "",
    "Remaining:",
    ...left.map(({ name, stacks }) => `  ${name}: ${stacks.join(", ")}`),
    `Go on with: ${command}`,
    "It finds out what is done by itself.",
  ];
}

/** Minutes as the file of waves has them: `30m`, `2h`, `1d`. */
export function duration(minutes: number): string {
  if (minutes > 0 && minutes % 1440 === 0) return `${String(minutes / 1440)}d`;
  if (minutes > 0 && minutes % 60 === 0) return `${String(minutes / 60)}h`;
  return `${String(minutes)}m`;
}

/** A moment by the clock on the wall, in UTC. */
export function clock(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
