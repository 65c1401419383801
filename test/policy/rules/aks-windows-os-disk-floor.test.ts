import { aksWindowsOsDiskFloor } from "../../../policy/rules/aks-windows-os-disk-floor";
import { aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const sized = (osDiskSizeGB: unknown) => aksWindowsPool({ osDiskSizeGB });
const tooSmall = (size: number, floor: number) =>
  `AgentPool "win22a": osDiskSizeGB is ${size}: One Windows image takes 5 to 12 GiB, a full disk evicts pods, and the size of a pool's disk cannot be changed. Set it to ${floor} or more, or leave it out.`;

ruleTest(aksWindowsOsDiskFloor, {
  valid: [
    { name: "128 GiB", resource: sized(128) },
    { name: "no size, which is 128 GiB or more", resource: sized(undefined) },
    { name: "0, which means the default", resource: sized(0) },
    { name: "a small Linux disk", resource: aksPool({ osDiskSizeGB: 30 }) },
    { name: "a smaller floor by parameter", resource: sized(64), parameters: { minGiB: 64 } },
  ],
  invalid: [
    { name: "127 GiB", resource: sized(127), messages: [tooSmall(127, 128)] },
    {
      name: "200 GiB with a higher floor",
      resource: sized(200),
      parameters: { minGiB: 256 },
      messages: [tooSmall(200, 256)],
    },
  ],
  unproved: [
    {
      name: "a size that is unknown",
      resource: sized(UNKNOWN),
      messages: [
        'AgentPool "win22a": osDiskSizeGB is decided only during the deployment, so the rule cannot be proved in preview. The OS disk of an AKS Windows pool has room for Windows images.',
      ],
    },
    {
      name: "a size that is no number",
      resource: sized("128"),
      messages: [
        'AgentPool "win22a": osDiskSizeGB is a string where a number belongs, so the rule cannot be proved. The OS disk of an AKS Windows pool has room for Windows images.',
      ],
    },
  ],
});
