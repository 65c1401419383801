import type { IsoDate } from "../../../catalogue/source";
import { fileBackendStacks } from "../../../fleet/inventory/local";
import { readFleet } from "../../../fleet/read";
import type { ClusterView } from "../../../fleet/view";
import { judgeHealth, judgePlan } from "../../../fleet/waves";
import type { HealthSight, PlanSight, StackSight, Wave } from "../../../fleet/waves";
import { InputError, readPreview } from "../../../impact";
import type { Waiver } from "../../../policy/waivers";
import { passphraseFor } from "../../context";
import type { Context } from "../../context";
import type { Previewed } from "./engines";

const MINUTE = 60_000;

/**
 * How long before its end a deployment is taken to have begun that an earlier run has made: the state keeps its end only.
 */
const assumedDeploymentMinutes = 60;

/** What is known of a stack by its state. */
export function stateSight(context: Context, stack: string): StackSight {
  const deployment = stackOf(context, stack)?.deployment;
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
}

/** What the gates of a wave say about a preview. */
export function planSight(previewed: Previewed, { stack, wave, waivers, asOf }: PlanGates): PlanSight {
  const now = Date.now();
  try {
    const preview = readPreview(previewed.events, `preview of ${stack}`);
    const sight = judgePlan({ stack, preview, gates: wave.gates, waivers, asOf, now });
    return previewed.exitCode === 0 || sight.problems.length > 0 ? sight : failedPreview(stack, now);
  } catch (error) {
    // A program that fails at once plans nothing at all.
    if (previewed.exitCode !== 0 && error instanceof InputError) return failedPreview(stack, now);
    throw error;
  }
}

function failedPreview(stack: string, seenAt: number): PlanSight {
  const message = `Its preview fails; read why with "mullion preview --stack ${stack}".`;
  return { seenAt, changes: 1, problems: [{ gate: "preview", stack, message }] };
}

/** How the cluster of a stack is, for its wave. */
export async function healthSight(
  context: Context,
  { stack, wave, began }: { readonly stack: string; readonly wave: Wave; readonly began: number | undefined },
  asOf: IsoDate,
): Promise<HealthSight> {
  const { deployedAt = 0 } = stateSight(context, stack);
  return judgeHealth({
    stack,
    cluster: await clusterOf(context, stack, asOf),
    since: began ?? deployedAt - assumedDeploymentMinutes * MINUTE,
    until: deployedAt + Math.max(wave.soakMinutes, wave.gates.healthMinutes) * MINUTE,
    now: Date.now(),
  });
}

type Cluster = Pick<ClusterView, "contact" | "pools" | "nodes" | "unplacedPods">;

async function clusterOf(context: Context, stack: string, asOf: IsoDate): Promise<Cluster> {
  const found = stackOf(context, stack);
  const [cluster] = found === undefined ? [] : (await readFleet({ stacks: [found], asOf })).clusters;
  const none = { kind: "none", reason: "The stack is not deployed." } as const;
  return cluster ?? { contact: none, pools: [], nodes: [], unplacedPods: [] };
}

function stackOf(
  { home, project }: Context,
  stack: string,
): ReturnType<typeof fileBackendStacks>[number] | undefined {
  return fileBackendStacks({ folder: home.backend, project, passphrase: passphraseFor(home) }).find(
    (one) => one.stack === stack,
  );
}
