import type { KubeObject } from "../objects/object";
import { listAt, numberAt, printed, textAt, valueAt } from "../objects/object";
import { compileJsonPath } from "./json-path";
import type { Notice, Readiness, Verdict } from "./verdict";
import { info, READY, warning } from "./verdict";

/**
 * Readiness as the annotation `pulumi.com/waitFor` asks for: `jsonpath={.a.b}=v`, `jsonpath={.a.b}`,
 * `condition=Type`, `condition=Type=Status`, or a JSON list of these, all of which have to hold.
 *
 * @throws Error when the text is none of these.
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/#pulumi-annotations
 */
export function customReadiness(text: string): Readiness {
  const expressions = expressionsOf(text);
  if (expressions.length === 0) throw new Error("at least one condition must be specified");
  const conditions = expressions.map(conditionFor);
  return {
    watches: [],
    notOnRead: true,
    timeoutMessage: () => "timed out waiting for the condition",
    judge: ({ object }) => {
      const notices: Notice[] = [];
      for (const holds of conditions) {
        const verdict = holds(object);
        notices.push(...(verdict.notices ?? []));
        if (verdict.state !== "ready") return { ...verdict, notices };
      }
      return { state: "ready", notices };
    },
  };
}

function expressionsOf(text: string): string[] {
  if (!text.trimStart().startsWith("[")) return [text];
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.map(String) : [text];
}

function conditionFor(expression: string): (object: KubeObject) => Verdict {
  if (expression.startsWith("jsonpath=")) return byJsonPath(expression.slice("jsonpath=".length));
  if (expression.startsWith("condition=")) return byCondition(expression.slice("condition=".length));
  throw new Error(`expected a "jsonpath=" or "condition=" prefix, got "${expression}"`);
}

function byJsonPath(expression: string): (object: KubeObject) => Verdict {
  const { path, wanted } = splitExpression(expression);
  const select = compileJsonPath(path);
  const whole = wanted === undefined ? path : `${path}=${wanted}`;
  return (object) => {
    const observed = numberAt(object, "status", "observedGeneration");
    if (observed !== undefined && observed < (numberAt(object, "metadata", "generation") ?? 0))
      return { state: "waiting" };
    const [found] = select(object);
    if (found === undefined) return waiting(info(`${path} selected nothing`));
    if (typeof found === "object" && found !== null && wanted !== undefined) {
      throw new Error(`"${path}" has a non-primitive value (${printed(found)})`);
    }
    if (wanted === undefined || printed(found) === wanted)
      return { state: "ready", notices: [info(`Found ${whole}`)] };
    return waiting(info(`Waiting for ${whole} (found "${printed(found)}")`));
  };
}

function splitExpression(expression: string): { path: string; wanted: string | undefined } {
  // A double sign compares inside the path; a single one ends it.
  const parts = expression.split(/(?<!=)=(?!=)/);
  const [path = "", wanted] = parts;
  if (parts.length > 2) throw new Error(`format should be {.path}=value or {.path}, got "${expression}"`);
  if (wanted === "") throw new Error(`${path}= requires a value`);
  return { path, wanted };
}

function byCondition(expression: string): (object: KubeObject) => Verdict {
  const [type = "", wanted = "True"] = expression.split(/=(.*)/s);
  return (object) => {
    if (valueAt(object, "status", "conditions") === undefined)
      return waiting(warning("Has no .status.conditions"));
    const found = listAt(object, "status", "conditions").find((item) =>
      equalFold(textAt(item, "type"), type),
    );
    if (found === undefined) return { state: "waiting" };
    const generation = numberAt(object, "metadata", "generation");
    const observed =
      numberAt(found, "observedGeneration") ?? numberAt(object, "status", "observedGeneration");
    if (generation !== undefined && observed !== undefined && observed < generation) {
      return waiting(info(`Generation ${String(observed)} is less than expected ${String(generation)}`));
    }
    const status = textAt(found, "status");
    if (equalFold(status, wanted)) return READY;
    return waiting(info(`Resource has condition ${type}=${status} (want ${wanted})`));
  };
}

function waiting(notice: Notice): Verdict {
  return { state: "waiting", notices: [notice], reasons: [] };
}

function equalFold(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
