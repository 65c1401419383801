import type { PropertyValue } from "../../../wire/values";
import { isList, isRecord } from "../../../wire/values";
import type { KubeObject } from "../objects/object";
import { printed } from "../objects/object";

/** Picks values out of others. */
type Step = (value: PropertyValue) => readonly PropertyValue[];

/**
 * Compiles a JSONPath in braces: `{.status.phase}`, `{.spec.ports[0].port}`, `{.data["a.b"]}`, `{.items[*].name}`,
 * `{.status.conditions[?(@.type=="Ready")].status}`.
 *
 * @throws Error when the text is no such path, or uses what is not supported (slices, `..`, functions).
 * @see https://www.rfc-editor.org/rfc/rfc9535
 */
export function compileJsonPath(text: string): (object: KubeObject) => readonly PropertyValue[] {
  if (/^'.*'$/s.test(text)) throw new Error(`${text} should omit shell quotes`);
  const inner = /^\{\s*(.*?)\s*\}$/s.exec(text)?.[1];
  if (inner === undefined) throw new Error(`${text} should be wrapped in brackets { ... }`);
  const steps = stepsOf(inner.replace(/^\$/, ""), text);
  return (object) => steps.reduce<readonly PropertyValue[]>((values, step) => values.flatMap(step), [object]);
}

const STEP =
  /\.(?<name>[A-Za-z_][\w-]*)|\[(?<quote>["'])(?<quoted>.*?)\k<quote>\]|\[(?<index>-?\d+)\]|(?<any>\.\*|\[\*\])|\[\?\(?\s*@(?<field>(?:\.[\w-]+)+)\s*(?<operator>==|!=)\s*(?<literal>"[^"]*"|'[^']*'|[\w.-]+)\s*\)?\]/y;

function stepsOf(path: string, whole: string): Step[] {
  const steps: Step[] = [];
  const pattern = new RegExp(STEP);
  while (pattern.lastIndex < path.length) {
    const from = pattern.lastIndex;
    const groups = pattern.exec(path)?.groups;
    if (groups === undefined) throw new Error(`parsing "${whole}": unexpected "${path.slice(from)}"`);
    steps.push(stepOf(groups));
  }
  return steps;
}

function stepOf(groups: Readonly<Record<string, string | undefined>>): Step {
  const { name, quoted, index, any, field, operator, literal } = groups;
  if (any !== undefined) return itemsOf;
  if (index !== undefined) return (value) => (isList(value) ? present(value.at(Number(index))) : []);
  if (field !== undefined) {
    const inner = stepsOf(field, field);
    const wanted = (literal ?? "").replace(/^(["'])(.*)\1$/s, "$2");
    const matches = (item: PropertyValue) => {
      const [found] = inner.reduce<readonly PropertyValue[]>((values, step) => values.flatMap(step), [item]);
      return (found !== undefined && printed(found) === wanted) === (operator === "==");
    };
    return (value) => itemsOf(value).filter(matches);
  }
  const key = name ?? quoted ?? "";
  return (value) => (isRecord(value) && Object.hasOwn(value, key) ? present(value[key]) : []);
}

function itemsOf(value: PropertyValue): readonly PropertyValue[] {
  return isList(value) ? value : isRecord(value) ? Object.values(value) : [];
}

function present(value: PropertyValue | undefined): readonly PropertyValue[] {
  return value === undefined ? [] : [value];
}
