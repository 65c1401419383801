/**
 * The values of one project from what the engine hands over: texts by `<project>:<key>`, lists and groups as JSON.
 *
 * @param all - all configuration of the stack
 * @param project - name of the project; other projects' and providers' keys are left out
 * @returns the values by key; text that is no JSON list, group, number or boolean stays text
 */
export function readValues(all: Readonly<Record<string, string>>, project: string): Record<string, unknown> {
  const prefix = `${project}:`;
  const own = Object.entries(all).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), readValue(value)]));
}

function readValue(value: string): unknown {
  // Only what cannot be meant as plain text: a version "1.36" or a name "12" must not turn into a number.
  if (value === "true" || value === "false") return value === "true";
  if (!value.startsWith("{") && !value.startsWith("[")) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
