import { base } from "../base";
import { ruleTest } from "./rule-test";

ruleTest("names", [
  {
    title: "takes the names of the base configuration",
    values: base,
  },
  {
    title: "takes the longest name",
    values: { ...base, name: "a".repeat(40) },
  },
  {
    title: "refuses a longer name",
    values: { ...base, name: "a".repeat(41) },
    lines: [
      'name: must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; set a name that fits',
    ],
  },
  {
    title: "refuses a name that ends with a hyphen",
    values: { ...base, name: "a-" },
    lines: [
      'name: must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen, got "a-"; set a name that fits',
    ],
  },
  {
    title: "refuses a name with characters that no cloud takes",
    values: { ...base, name: "Bad_Name" },
    lines: [
      'name: must be 1 to 40 lower-case letters, digits and hyphens, starting with a letter, not ending with a hyphen, got "Bad_Name"; set a name that fits',
    ],
  },
  {
    title: "refuses two pools of one name in one slot",
    values: { ...base, nodePools: [base.nodePools[0], base.nodePools[0]] },
    lines: [
      'nodePools[1].name: must be unique within slot a, but nodePools[0] has the same name and slot, got "linux"; rename one of them, or put one into the other slot',
    ],
  },
  {
    title: "takes two pools of one name in two slots",
    values: { ...base, nodePools: [base.nodePools[1], { ...base.nodePools[1], slot: "b" }] },
  },
  {
    title: "refuses two namespaces of one name",
    values: { ...base, namespaces: [{ name: "apps" }, { name: "web" }, { name: "apps" }] },
    lines: [
      'namespaces[2].name: must be unique, but namespaces[0] has the same name, got "apps"; rename one of them',
    ],
  },
]);
