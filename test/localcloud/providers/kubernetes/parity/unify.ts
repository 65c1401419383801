import type { Json, JsonMap } from "./json";
import { isList, isMap } from "./json";

/** What the words stand for that recordings have in the place of values that differ from run to run. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  time: "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z",
  rv: "\\d+",
  port: "\\d+",
  pod: "[a-z0-9]+-[a-z0-9]{5}",
  "cluster-ip": "10\\.96\\.\\d+\\.\\d+",
  "pod-ip": "10\\.\\d+\\.\\d+\\.\\d+",
  token: "\\w+",
  user: "[\\w-]+",
  tmp: "/\\S+",
  dir: "/\\S+?",
  hash: "[0-9a-f]{64}",
};

/** Placeholders for one value throughout a scenario, such as `id-3` or `<rand2>`. */
const NAMED = /id-\d+|<rand\d+>|<gen\d+>/;
const WORD = /(id-\d+\b|<rand\d+>|<gen\d+>|<[a-z][a-z-]*>)/g;

/** Values that the cluster picks as it likes, or that depend on when one looks. */
const ANYTHING = /\.nodeName$|deployment\.kubernetes\.io\/revision$/;
/** The volume with a pod's token has a random name. */
const TOKEN_VOLUME = /^kube-api-access-[a-z0-9]{5}$/;

/** Compares what was recorded with what is seen, and remembers what the named placeholders stand for. */
export class Unifier {
  private readonly seen = new Map<string, string>();
  /** What words about this machine stand for. */
  words: Readonly<Record<string, string>> = {};

  /** Where the two differ, one line each; none when they agree. */
  compare(recorded: Json | undefined, ours: Json | undefined, path = ""): string[] {
    if (recorded === undefined || ours === undefined) {
      return recorded === ours ? [] : [`${path}: recorded ${show(recorded)}, got ${show(ours)}`];
    }
    if (typeof recorded === "string" && typeof ours === "string")
      return this.compareTexts(recorded, ours, path);
    if (isList(recorded) && isList(ours)) return this.compareLists(recorded, ours, path);
    if (isMap(recorded) && isMap(ours)) return this.compareMaps(recorded, ours, path);
    // The server picks node ports and nodes as it likes.
    if (path.endsWith(".nodePort") && typeof recorded === typeof ours) return [];
    return recorded === ours ? [] : [`${path}: recorded ${show(recorded)}, got ${show(ours)}`];
  }

  /** A recorded value with what its placeholders stand for here. */
  concrete(recorded: Json): Json {
    if (isList(recorded)) return recorded.map((item) => this.concrete(item));
    if (isMap(recorded)) {
      return Object.fromEntries(
        Object.entries(recorded).map(([name, value]) => [name, this.concrete(value)]),
      );
    }
    if (typeof recorded !== "string") return recorded;
    return recorded.replace(WORD, (word) => this.words[word] ?? this.seen.get(word) ?? word);
  }

  private compareMaps(recorded: JsonMap, ours: JsonMap, path: string): string[] {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(ours)])];
    return names.flatMap((name) => this.compare(recorded[name], ours[name], `${path}.${name}`));
  }

  private compareLists(recorded: readonly Json[], ours: readonly Json[], path: string): string[] {
    // The first reason is the heading of the others, which come in any order.
    const inSets = path.endsWith("managedFields") || path.endsWith("reasons");
    const [left, right] = inSets ? [sorted(recorded), sorted(ours)] : [recorded, ours];
    const length = Math.max(left.length, right.length);
    return Array.from({ length }, (_, i) => this.compare(left[i], right[i], `${path}[${i}]`)).flat();
  }

  private compareTexts(recorded: string, text: string, path: string): string[] {
    // The stand-in needs no OpenAPI document to find out whether a cluster answers.
    const ours = text.replace("/version?timeout=32s", "/openapi/v2?timeout=32s");
    if (recorded === ours || ANYTHING.test(path) || [recorded, ours].every((text) => TOKEN_VOLUME.test(text)))
      return [];
    const names: string[] = [];
    const pattern = recorded
      .split(WORD)
      .map((part, i) => (i % 2 === 0 ? escape(part) : this.patternOf(part, names)))
      .join("");
    const match = new RegExp(`^${pattern}$`, "s").exec(ours);
    if (match === null) return [`${path}: recorded ${show(recorded)}, got ${show(ours)}`];
    return names.flatMap((name, i) => this.bind(name, match[i + 1] ?? "", path));
  }

  private patternOf(word: string, names: string[]): string {
    const known = PLACEHOLDERS[word.slice(1, -1)];
    const here = this.words[word];
    if (here !== undefined && known === undefined) return escape(here);
    if (known !== undefined) return known;
    if (!NAMED.test(word)) return escape(word);
    names.push(word);
    if (word.startsWith("<gen")) return "([a-z0-9]{5})";
    return word.startsWith("<rand") ? "([0-9a-f]{8})" : "([0-9a-f]{8}-[0-9a-f-]{27})";
  }

  private bind(name: string, value: string, path: string): string[] {
    const before = this.seen.get(name);
    // A preview's values are other ones than those of the up after it.
    this.seen.set(name, value);
    return before === undefined || before === value ? [] : [`${path}: ${name} was ${before} and is ${value}`];
  }
}

function sorted(list: readonly Json[]): readonly Json[] {
  const key = (value: Json) => JSON.stringify(value).replace(/<rand\d+>|[0-9a-f]{8}(?=[ "])/g, "<rand>");
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function show(value: Json | undefined): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
