const kinds = new Map<string, { points: number; survived: number }>();

/** Counts a point at which a run was cut off. @returns Notes that everything was well again after it. */
export function tried(kind: string): () => void {
  const count = kinds.get(kind) ?? { points: 0, survived: 0 };
  kinds.set(kind, count);
  count.points++;
  return () => {
    count.survived++;
  };
}

// Once for all files that count.
after(() => {
  const width = Math.max(0, ...[...kinds.keys()].map((kind) => kind.length));
  for (const [kind, { points, survived }] of kinds)
    console.log(`      ${kind.padEnd(width)}  ${points} points tried, ${survived} survived`);
  const counts = [...kinds.values()];
  const sum = (of: "points" | "survived"): number => counts.reduce((total, count) => total + count[of], 0);
  console.log(`      ${"all".padEnd(width)}  ${sum("points")} points tried, ${sum("survived")} survived`);
});
