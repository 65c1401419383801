import { rules } from "../../policy/rules";
import type { AnalyzerProcess } from "../../test/policy/support/analyzer";
import { deployment, type TestResource, windowsSpec } from "../../test/policy/support/resources";
import { type Figure, median, withPack } from "./measure";

/** Most cost of a rule of Mullion's pack, as a multiple of a policy of @pulumi/awsguard. */
const MOST_RULE_RATIO = 0.3;

const CALLS = 3000;
const TURNS = 7;

/** A resource that breaks no rule of Mullion's pack, with twelve values. */
const ours = deployment(windowsSpec());

/** A resource that breaks no policy of awsguard, with twelve values: both packs then do nothing but look. */
const theirs: TestResource = {
  type: "aws:ec2/instance:Instance",
  properties: {
    ami: "ami-1",
    instanceType: "t3.micro",
    monitoring: true,
    associatePublicIpAddress: false,
    subnetId: "subnet-1",
    rootBlockDevice: { volumeSize: 30, encrypted: true, deleteOnTermination: true },
    ebsBlockDevices: [{ deviceName: "sdb", volumeSize: 30, encrypted: true, deleteOnTermination: true }],
  },
};

/** Asked about again and again: one pack about one resource. */
interface Probe {
  readonly pack: AnalyzerProcess;
  readonly resource: TestResource;
}

/** Microseconds of a pack's processor time for one Analyze call: a list of turns, probe by probe. */
async function callTimes(probes: readonly Probe[]): Promise<number[][]> {
  const ask = async ({ pack, resource }: Probe) => {
    const begin = pack.cpuMilliseconds();
    for (let call = 0; call < CALLS; call++) await pack.analyze(resource);
    return ((pack.cpuMilliseconds() - begin) * 1000) / CALLS;
  };
  // The first calls meet code that is not compiled yet.
  for (const probe of probes) await ask(probe);
  const turns: number[][] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const times: number[] = [];
    for (const probe of probes) times.push(await ask(probe));
    turns.push(times);
  }
  return turns;
}

/** What one probe costs more than another: the median over the turns, since two calls of a turn meet the same machine. */
function difference(turns: readonly (readonly number[])[], more: number, less: number): number {
  return median(turns.map((times) => (times[more] ?? Number.NaN) - (times[less] ?? Number.NaN)));
}

/** How many policies of a pack of the SDK are asked about each resource: all but those for stacks. */
async function askedPolicies(pack: AnalyzerProcess): Promise<number> {
  const foreign = { ...theirs, type: "random:index/randomId:RandomId" };
  return (await pack.notApplicable(foreign)).length;
}

async function checkClean(probes: readonly Probe[]): Promise<void> {
  for (const { pack, resource } of probes) {
    const [first] = await pack.analyze(resource);
    if (first !== undefined) throw new Error(`the bench's resource breaks ${first.policy}: ${first.message}`);
  }
}

function lookingRules(): number {
  return rules.filter(
    ({ kind, types }) => kind === "resource" && types.includes("kubernetes:apps:Deployment"),
  ).length;
}

/**
 * What a rule costs above the floor, beside a policy of @pulumi/awsguard.
 *
 * The floor is the same message to a pack of the SDK without policies. What is above it is divided by the rules that
 * look at the resource, and on the other side by the policies that are asked about it: the SDK asks all of them, and
 * those for other types cost as much as those that look, while our rules for other types are never called. Both
 * resources are as large and break nothing, so that no side writes findings.
 */
export async function ruleFigure(empty: string, awsguard: string | undefined): Promise<Figure> {
  const what = `cost of a rule above the floor, of a policy of awsguard (<= ${String(MOST_RULE_RATIO)})`;
  const rules = lookingRules();
  return withPack(empty, (bare) =>
    withPack(undefined, async (own) => {
      const mine: Probe[] = [
        { pack: bare, resource: ours },
        { pack: own, resource: ours },
      ];
      if (awsguard === undefined) {
        await checkClean(mine);
        const rule = difference(await callTimes(mine), 1, 0) / rules;
        const value = `${rule.toFixed(1)} µs a rule, ${String(rules)} rules; left out: no --awsguard <folder> was given`;
        return { what, value };
      }
      return withPack(awsguard, async (guard) => {
        const probes = [...mine, { pack: bare, resource: theirs }, { pack: guard, resource: theirs }];
        await checkClean(probes);
        const turns = await callTimes(probes);
        const asked = await askedPolicies(guard);
        const [rule, policy] = [difference(turns, 1, 0) / rules, difference(turns, 3, 2) / asked];
        const ratio = rule / policy;
        return {
          what,
          value: `${ratio.toFixed(2)} (${rule.toFixed(1)} µs, ${String(rules)} rules; awsguard ${policy.toFixed(1)} µs, ${String(asked)} policies)`,
          // What costs nothing at all was not measured.
          ok: rule > 0 && policy > 0 && ratio <= MOST_RULE_RATIO,
        };
      });
    }),
  );
}
