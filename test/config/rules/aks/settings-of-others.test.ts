import { base, withLinuxPool } from "../../base";
import { ruleTest } from "../rule-test";

ruleTest("settings of other targets and clouds", [
  {
    title: "takes none of them",
    values: base,
  },
  {
    title: "says what EKS calls region is location",
    values: { ...base, region: "eu-west-1" },
    lines: ["region: is what EKS calls it; set location"],
  },
  {
    title: "says what Azure calls minCount is autoscale.min",
    values: withLinuxPool({ minCount: 1 }),
    lines: ["nodePools[0].minCount: is what Azure calls it; set autoscale.min"],
  },
  {
    title: "says that the plugin is no choice",
    values: { ...base, network: { networkPlugin: "kubenet" } },
    lines: ["network.networkPlugin: is always azure: Windows nodes work with no other; remove it"],
  },
  {
    title: "says nothing more of a setting that nobody has",
    values: { ...base, colour: "red" },
    lines: ["colour: is not a setting that Mullion knows here; remove it or correct its name"],
  },
]);
