import { source, type SourceId } from "../catalogue/source";
import type { ExplainedPart, ExplainedResource } from ".";
import type { PhysicalName } from "./names";

type Paint = (style: "bold" | "dim" | "yellow" | "red", words: string) => string;

/** The explanation for a person: parts, their resources and names, facts with numbered sources, and the sources. */
export function renderExplanation(parts: readonly ExplainedPart[], paint: Paint): string {
  const numbers = new Map<SourceId, number>();
  const cite = (ids: readonly SourceId[]) =>
    ids
      .map((id) => {
        const number = numbers.get(id) ?? numbers.size + 1;
        numbers.set(id, number);
        return `[${String(number)}]`;
      })
      .join("");
  const body = parts.flatMap((part) => [
    paint("bold", `${part.component} ${part.name}`.trim()),
    ...part.resources.flatMap((resource) => resourceLines(resource, cite, paint)),
    "",
  ]);
  const sources = [...numbers].map(([id, number]) => {
    const { title, url, read } = source(id);
    return `  [${String(number)}] ${title}${url === undefined ? "" : `, ${url}`} (read ${read})`;
  });
  return [...body, paint("bold", "Sources"), ...sources].join("\n") + "\n";
}

function resourceLines(
  { type, name, physicalName, facts }: ExplainedResource,
  cite: (ids: readonly SourceId[]) => string,
  paint: Paint,
): readonly string[] {
  const colours = { ok: undefined, warn: "yellow", deny: "red" } as const;
  return [
    `  ${type} ${paint("dim", name)}${physicalName === undefined ? "" : called(physicalName, paint)}`,
    ...facts.map(({ verdict, says, source: ids }) => {
      const colour = colours[verdict];
      const mark = verdict === "ok" ? "-" : verdict === "warn" ? "!" : "x";
      const line = `${mark} ${says}`;
      return `      ${colour === undefined ? line : paint(colour, line)} ${paint("dim", cite(ids))}`;
    }),
  ];
}

function called({ name, maxLength, problem }: PhysicalName, paint: Paint): string {
  if (problem !== undefined) return `  ${paint("red", `its name ${problem}`)}`;
  const room = maxLength === undefined ? "" : ` (${String(name.length)} of ${String(maxLength)} characters)`;
  return `  "${name}"${paint("dim", room)}`;
}
