import { nodeMinutes } from "../../catalogue/impact";
import { daysBetween, isIsoDate, type IsoDate } from "../../catalogue/source";
import type { Finding } from "../finding";
import type { PasswordRecord, PoolRecord, Recording } from "../recording";

const check = "windows-password";
const page = "docs/guides/aks.md#changing-the-windows-password";

/** Says which password the Windows nodes have, and what another one would do to them. */
export function judgePassword(recording: Recording, asOf: IsoDate): readonly Finding[] {
  const { target, password, pools } = recording;
  switch (target) {
    case "aks": {
      const windows = pools.filter(({ os }) => os === "Windows");
      return password === undefined ? [] : [judgeAks(password, windows, asOf)];
    }
    case "eks":
      return [{ check, level: "ok", cause: "Mullion sets no Windows password on EKS: nodes share none." }];
    case "existing":
      return [
        { check, level: "ok", cause: "The machines' passwords are their owner's: the stack has none." },
      ];
  }
}

function judgeAks(password: PasswordRecord, windows: readonly PoolRecord[], asOf: IsoDate): Finding {
  const { configured, deployed, inCluster } = password;
  const restart = `Azure restarts all Windows pools at once (${restartOf(windows)}); the password is the cluster's, so it cannot be done pool by pool.`;
  if (deployed === undefined)
    return { check, level: "ok", cause: "The stack makes no password: its cluster has one of its own." };
  if (configured !== deployed) {
    return {
      check,
      level: "warning",
      cause: `The configuration asks for version ${String(configured)} of the password, and ${madeOf(password, asOf)} is deployed.`,
      consequence: `The next up makes a new password and leaves the cluster alone; the nodes get it by "az aks update": ${restart}`,
      fix: "Deploy, then set the password in a maintenance window, and put it into the state: three steps.",
      page,
    };
  }
  if (inCluster === false) {
    return {
      check,
      level: "warning",
      cause: `The state of the cluster still has an earlier password than ${madeOf(password, asOf)}.`,
      consequence: `The nodes have the earlier one, or get it back with the next update of the cluster. ${restart}`,
      fix: 'Set it with "az aks update --windows-admin-password" in a maintenance window if that was not done, then put it into the state.',
      page,
    };
  }
  if (inCluster === undefined) {
    return {
      check,
      level: "note",
      cause: `Deployed is ${madeOf(password, asOf)}; the secrets of the state stay closed, so that nobody can say whether the cluster has it.`,
      consequence: `When you set it, ${restart}`,
      fix: "Open them with PULUMI_CONFIG_PASSPHRASE, or look at the inputs of the cluster: pulumi stack export --show-secrets.",
      page,
    };
  }
  return {
    check,
    level: "ok",
    cause: `The cluster has ${madeOf(password, asOf)}. Another one would have its price: ${restart}`,
  };
}

function madeOf({ deployed, since }: PasswordRecord, asOf: IsoDate): string {
  const day = since?.slice(0, 10) ?? "";
  const age = isIsoDate(day) ? ` of ${day} (${String(daysBetween(day, asOf))} days old)` : "";
  return `version ${String(deployed)}${age}`;
}

function restartOf(windows: readonly PoolRecord[]): string {
  if (windows.length === 0) return "there are none";
  const { min, max } = nodeMinutes.replaceNode.Windows;
  const pools = windows.map(
    ({ name, nodes }) =>
      `${name}: ${String(nodes)} ${nodes === 1 ? "node" : "nodes"}, ${String(nodes * min)} to ${String(nodes * max)} minutes`,
  );
  return `${pools.join("; ")}, one node after the other and without drains`;
}
