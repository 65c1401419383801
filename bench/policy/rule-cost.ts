import { rules } from "../../policy/rules";
import type { AnalyzerProcess } from "../../test/policy/support/analyzer";
import { deployment, type TestResource, windowsSpec } from "../../test/policy/support/resources";
import { type Figure, median, withPack } from "./measure";

/** Most cost of one rule that looks at a resource, as a multiple of one policy of @pulumi/awsguard that does. */
const MOST_RULE_RATIO = 0.3;

const CALLS = 3000;
const TURNS = 5;

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

/** Microseconds of a pack's processor time for one Analyze call, probe by probe. */
async function callTimes(probes: readonly Probe[]): Promise<number[]> {
  const ask = async ({ pack, resource }: Probe) => {
    const begin = pack.cpuMilliseconds();
    for (let call = 0; call < CALLS; call++) await pack.analyze(resource);
    return ((pack.cpuMilliseconds() - begin) * 1000) / CALLS;
  };
  // The first calls meet code that is not compiled yet.
  for (const probe of probes) await ask(probe);
  const times = probes.map((): number[] => []);
  // Turn by turn, so that a busy moment of the machine meets all of them.
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [index, probe] of probes.entries()) times[index]?.push(await ask(probe));
  }
  return times.map(median);
}

/** The same resource under a type that no rule looks at: the same message there and back. */
function nobodys(resource: TestResource): TestResource {
  return { ...resource, type: "random:index/randomId:RandomId" };
}

/** How many of the policies of a pack of the SDK look at a resource: each of the others says that it does not apply. */
async function lookers(pack: AnalyzerProcess, resource: TestResource): Promise<number> {
  const apply = new Set(await pack.notApplicable(nobodys(resource)));
  for (const name of await pack.notApplicable(resource)) apply.delete(name);
  return apply.size;
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
 * What a rule costs that has a resource to look at, beside a policy of @pulumi/awsguard that has one.
 *
 * The goal is about the rule alone. In both packs it is what a call costs more than the same call under a type that
 * nobody looks at, divided by the rules that look: 4 of the 24 resource policies of awsguard look at an instance, the
 * others only say that they do not apply, and to divide by all of them would be as wrong as to count our rules about
 * other types.
 * Both resources are as large and break nothing, so that no side writes findings.
 *
 * The second figure has no goal: what the whole pack costs above a pack of the SDK without policies, that is with the
 * finding out of who looks.
 */
export async function ruleFigures(empty: string, awsguard: string | undefined): Promise<Figure[]> {
  const what = `cost of a rule that looks, of a policy of awsguard that looks (<= ${String(MOST_RULE_RATIO)})`;
  return withPack(undefined, async (own) => {
    const mine: Probe[] = [
      { pack: own, resource: nobodys(ours) },
      { pack: own, resource: ours },
    ];
    const count = lookingRules();
    if (awsguard === undefined) {
      await checkClean(mine);
      const [floor = Number.NaN, call = Number.NaN] = await callTimes(mine);
      const value = `${((call - floor) / count).toFixed(1)} µs a rule, ${String(count)} rules`;
      return [{ what, value: `${value}; left out: no --awsguard <folder> was given` }];
    }
    return withPack(awsguard, (guard) =>
      withPack(empty, async (bare) => {
        const probes = [
          ...mine,
          { pack: guard, resource: nobodys(theirs) },
          { pack: guard, resource: theirs },
          { pack: bare, resource: theirs },
        ];
        await checkClean(probes);
        const policies = await lookers(guard, theirs);
        return compare(await callTimes(probes), { rules: count, policies }, what);
      }),
    );
  });
}

function compare(
  [
    floor = Number.NaN,
    call = Number.NaN,
    otherFloor = Number.NaN,
    otherCall = Number.NaN,
    bare = Number.NaN,
  ]: readonly number[],
  looking: { readonly rules: number; readonly policies: number },
  what: string,
): Figure[] {
  const rule = (call - floor) / looking.rules;
  const policy = (otherCall - otherFloor) / looking.policies;
  const ratio = rule / policy;
  const [whole, otherWhole] = [call - floor, otherCall - bare];
  return [
    {
      what,
      value: `${ratio.toFixed(2)} (${rule.toFixed(1)} µs, ${String(looking.rules)} rules; awsguard ${policy.toFixed(1)} µs, ${String(looking.policies)} policies)`,
      ok: ratio <= MOST_RULE_RATIO,
    },
    {
      what: "cost of a whole pack above the floor, of awsguard",
      value: `${(whole / otherWhole).toFixed(2)} (${whole.toFixed(0)} µs of ${otherWhole.toFixed(0)} µs)`,
    },
  ];
}
