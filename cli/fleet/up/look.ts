import type { IsoDate } from "../../../catalogue/source";
import type { Stack } from "../../../fleet/inventory/stack";
import { readFleet } from "../../../fleet/read";
import type { ClusterView } from "../../../fleet/view";
import { judgeHealth, judgePlan } from "../../../fleet/waves";
import type { HealthSight, PlanSight, StackSight, Wave } from "../../../fleet/waves";
import { InputError, readPreview } from "../../../impact";
import type { Waiver } from "../../../policy/waivers";
import { UserError } from "../../context";
import type { Previewed } from "./engines";

const MINUTE = 60_000;

/**
 * How long before its end a deployment is taken to have begun that an earlier run has made: the state keeps its end only.
 */
const assumedDeploymentMinutes = 60;

/** What is known of a stack by its state. @throws UserError when there is one that cannot be read */
export function stateSight(stack: Stack | undefined): StackSight {
  if (stack?.error !== undefined) throw new UserError(stack.error);
  const deployment = stack?.deployment;
  return deployment?.deployedAt === undefined || deployment.resources.length === 0
    ? {}
    : { deployedAt: Date.parse(deployment.deployedAt) };
}

/** What a preview is held against. */
interface PlanGates {
  readonly stack: string;
  readonly wave: Wave;
  readonly waivers: readonly Waiver[];
  readonly asOf: IsoDate;
  /** What a person previews the stack with. */
  readonly previewCommand: string;
}

/** What the gates of a wave say about a preview. */
export function planSight(previewed: Previewed, held: PlanGates): PlanSight {
  const { stack, wave, ...by } = held;
  const now = Date.now();
  try {
    const preview = readPreview(previewed.events, `preview of ${stack}`);
    const sight = judgePlan({ stack, preview, gates: wave.gates, now, ...by });
    return previewed.exitCode === 0 || sight.problems.length > 0 ? sight : failedPreview(held, now);
  } catch (error) {
    // A program that fails at once plans nothing at all.
    if (previewed.exitCode !== 0 && error instanceof InputError) return failedPreview(held, now);
    throw error;
  }
}

function failedPreview({ stack, previewCommand }: PlanGates, seenAt: number): PlanSight {
  const message = `Its preview fails; read why with "${previewCommand}".`;
  return { seenAt, changes: 1, problems: [{ gate: "preview", stack, message }] };
}

/** How the cluster of a stack is, for its wave. */
export async function healthSight(
  found: Stack | undefined,
  { stack, wave, began }: { readonly stack: string; readonly wave: Wave; readonly began: number | undefined },
  asOf: IsoDate,
): Promise<HealthSight> {
  // A backend that does not answer at once may do so at the next look.
  if (found?.error !== undefined)
    return { seenAt: Date.now(), problems: [{ gate: "health", stack, message: found.error }] };
  const { deployedAt = 0 } = stateSight(found);
  return judgeHealth({
    stack,
    cluster: await clusterOf(found, asOf),
    since: began ?? deployedAt - assumedDeploymentMinutes * MINUTE,
    until: deployedAt + Math.max(wave.soakMinutes, wave.gates.healthMinutes) * MINUTE,
    now: Date.now(),
  });
}

type Cluster = Pick<ClusterView, "contact" | "pools" | "nodes" | "unplacedPods">;

async function clusterOf(found: Stack | undefined, asOf: IsoDate): Promise<Cluster> {
  const [cluster] = found === undefined ? [] : (await readFleet({ stacks: [found], asOf })).clusters;
  const none = { kind: "none", reason: "The stack is not deployed." } as const;
  return cluster ?? { contact: none, pools: [], nodes: [], unplacedPods: [] };
}
