import assert from "node:assert/strict";
import fc from "fast-check";
import { awsNames } from "../../../catalogue/names";
import { Baseline } from "../../../components/cluster/baseline";
import { Samples } from "../../../components/cluster/samples";
import { clusterArgs } from "../../../components/eks/cluster-args";
import { EksPlatform } from "../../../components/eks/platform";
import type { EksConfig } from "../../../config/schema/eks";
import { eksConfigs, eksConfigsWithOtherPools } from "../../config/eks-arbitrary";
import type { Registration } from "../record";
import { ofType, only, record } from "../record";

const cluster = "aws:eks/cluster:Cluster";

/** Characters that the bridge adds to a name it makes up: a hyphen and seven hexadecimal digits. */
const autoNameEnding = 8;

/** Characters that the provider adds to a prefix. */
const prefixEnding = 26;

/** The whole program, as index.ts runs it. */
async function registrationsOf(config: EksConfig): Promise<readonly Registration[]> {
  const { registrations } = await record(() => {
    const platform = new EksPlatform(config.name, config);
    new Baseline(`${config.name}-baseline`, { platform, namespaces: config.namespaces });
    if (config.samples) new Samples(`${config.name}-samples`, { platform });
  });
  return registrations;
}

const argsOf = (config: EksConfig) =>
  JSON.stringify(clusterArgs({ config, roleArn: "role", subnetIds: ["a", "b"], secretsKeyArn: "key" }));

const prefixOf = ({ inputs, urn }: Registration): string => {
  const prefix = inputs["nodeGroupNamePrefix"];
  if (typeof prefix !== "string") throw new Error(`${urn} has no prefix`);
  return prefix;
};

describe("invariants of the EKS program", function () {
  this.timeout(240_000);

  it("a change of node pools leaves the inputs of the cluster byte for byte the same (arguments)", () => {
    fc.assert(
      fc.property(eksConfigsWithOtherPools, ([before, after]) => {
        assert.equal(argsOf(after), argsOf(before));
      }),
      { numRuns: 200 },
    );
  });

  it("a change of node pools leaves everything but node pools as it was (whole program)", async () => {
    await fc.assert(
      fc.asyncProperty(eksConfigsWithOtherPools, async ([before, after]) => {
        const [first, second] = [await registrationsOf(before), await registrationsOf(after)];
        assert.equal(JSON.stringify(only(second, cluster)), JSON.stringify(only(first, cluster)));
        const aws = (registrations: readonly Registration[]) =>
          registrations.filter(({ type, name }) => type.startsWith("aws:") && !name.includes("-pool-"));
        assert.deepEqual(aws(second), aws(first));
      }),
      { numRuns: 4 },
    );
  });

  it("two runs of one configuration register the same", async () => {
    await fc.assert(
      fc.asyncProperty(eksConfigs, async (config) => {
        assert.deepEqual(await registrationsOf(config), await registrationsOf(config));
      }),
      { numRuns: 3 },
    );
  });

  it("everything has a parent, the stack's prefix and a name that fits, and depends on no component", async () => {
    await fc.assert(
      fc.asyncProperty(eksConfigs, async (config) => {
        const registrations = await registrationsOf(config);
        const components = new Set(registrations.filter(({ custom }) => !custom).map(({ urn }) => urn));
        for (const { urn, name, parent, dependencies } of registrations) {
          assert.ok(name === config.name || name.startsWith(`${config.name}-`), urn);
          assert.ok(parent !== "" || components.has(urn), urn);
          assert.deepEqual(
            dependencies.filter((dependency) => components.has(dependency)),
            [],
            urn,
          );
        }
        for (const { name, urn, inputs } of ofType(registrations, "aws:iam/role:Role")) {
          if (typeof inputs["namePrefix"] === "string") {
            assert.ok(inputs["namePrefix"].length + prefixEnding <= awsNames.role.maxLength, urn);
            continue;
          }
          assert.ok(name.length + autoNameEnding <= awsNames.role.maxLength, urn);
        }
        for (const { name, urn } of ofType(registrations, "aws:iam/instanceProfile:InstanceProfile")) {
          assert.ok(name.length + autoNameEnding <= awsNames.instanceProfile.maxLength, urn);
        }
        for (const group of ofType(registrations, "aws:eks/nodeGroup:NodeGroup")) {
          assert.match(prefixOf(group) + "0".repeat(prefixEnding), awsNames.nodeGroup.pattern);
        }
        assert.match(config.name, awsNames.cluster.pattern);
      }),
      { numRuns: 4 },
    );
  });

  it("every resource of AWS is made through the stack's own provider, which knows the region", async () => {
    const [config] = fc.sample(eksConfigs, 1);
    assert.ok(config);
    const registrations = await registrationsOf(config);
    const provider = only(registrations, "pulumi:providers:aws");
    assert.equal(provider.inputs["region"], config.region);
    const aws = registrations.filter(({ type }) => type.startsWith("aws:"));
    assert.ok(aws.length > 20);
    for (const one of aws) assert.ok(one.provider.startsWith(`${provider.urn}::`), one.urn);
  });
});
