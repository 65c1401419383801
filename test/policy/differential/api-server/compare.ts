import fc from "fast-check";
import { KubernetesApiError, type KubernetesClient } from "../../../../localcloud/kubernetes";
import { linuxNoWindowsFields } from "../../../../policy/rules/linux-no-windows-fields";
import { runAsUserNameValid } from "../../../../policy/rules/run-as-user-name-valid";
import { windowsNoLinuxFields } from "../../../../policy/rules/windows-no-linux-fields";
import type { Rule } from "../../../../policy/rule";
import { isJson, type Json } from "../../../../policy/wire";
import { pod, windowsSpec } from "../../support/resources";
import { judge } from "../../support/rule-test";
import { podsOfAnOs, userNames } from "./pods";

/** What came of some cases. */
export interface Tally {
  /** Cases in which the API server refuses. */
  readonly refused: number;
  readonly disagreements: readonly string[];
}

/** Compares the rules about fields of the other OS with the API server's own validation. */
export async function compareFields(client: KubernetesClient, cases: number, seed: number): Promise<Tally> {
  return compareAll(client, fc.sample(podsOfAnOs, { numRuns: cases, seed }), (spec, causes) => {
    const theirs = causes.filter(({ message }) =>
      /(cannot|may not) be set for a (windows|linux) pod/.test(message),
    );
    const expected = theirs.map(({ field }) => wholePath(field)).sort();
    const found = [
      ...fieldsFound(windowsNoLinuxFields, spec),
      ...fieldsFound(linuxNoWindowsFields, spec),
    ].sort();
    return { expected, found };
  });
}

/** Compares the rule about account names with the API server's own validation. */
export async function compareUserNames(
  client: KubernetesClient,
  cases: number,
  seed: number,
): Promise<Tally> {
  const specs = fc
    .sample(userNames, { numRuns: cases, seed })
    .map((runAsUserName) => windowsSpec({ securityContext: { windowsOptions: { runAsUserName } } }));
  return compareAll(client, specs, (spec, causes) => {
    const theirs = causes.filter(({ field }) => field.endsWith(".runAsUserName"));
    return {
      expected: [...new Set(theirs.map(({ field }) => field))],
      found: fieldsFound(runAsUserNameValid, spec),
    };
  });
}

/** The API server leaves securityContext out of the path of a container's windowsOptions. */
function wholePath(field: string): string {
  return field.replace(/(\])\.windowsOptions$/, "$1.securityContext.windowsOptions");
}

interface Cause {
  readonly field: string;
  readonly message: string;
}

async function compareAll(
  client: KubernetesClient,
  specs: readonly Json[],
  look: (spec: Json, causes: readonly Cause[]) => { expected: readonly string[]; found: readonly string[] },
): Promise<Tally> {
  const disagreements: string[] = [];
  let refused = 0;
  for (const spec of specs) {
    const causes = await causesOfRefusal(client, spec);
    const { expected, found } = look(spec, causes);
    if (expected.length > 0) refused += 1;
    if (JSON.stringify(expected) !== JSON.stringify(found))
      disagreements.push(
        `API server: ${expected.join(", ")}; rule: ${found.join(", ")}; ${JSON.stringify(spec)} ${JSON.stringify(causes)}`,
      );
  }
  return { refused, disagreements };
}

/** What the API server has against a pod, without making it. */
async function causesOfRefusal(client: KubernetesClient, spec: Json): Promise<Cause[]> {
  const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec };
  try {
    await client.create("/api/v1/namespaces/default/pods", body, { dryRun: "All" });
    return [];
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) throw error;
    const causes = error.status?.details?.["causes"];
    if (!Array.isArray(causes)) throw error;
    return causes.flatMap((cause: unknown) =>
      isJson(cause) ? [{ field: String(cause["field"]), message: String(cause["message"]) }] : [],
    );
  }
}

function fieldsFound(rule: Rule, spec: Json): string[] {
  const resource = pod(spec);
  return judge(rule, { name: "", resource }).map(({ message }) => /: (\S+) /.exec(message)?.[1] ?? message);
}
