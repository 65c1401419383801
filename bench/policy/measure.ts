import { AnalyzerProcess } from "../../test/policy/support/analyzer";

/** One line of the bench's table. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** Absent where there is no goal, or where it could not be measured. */
  readonly ok?: boolean;
}

/** The middle one of some values, NaN of none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Runs something beside a pack's process, which ends afterwards. @param folder the pack's, by default Mullion's */
export async function withPack<T>(
  folder: string | undefined,
  use: (pack: AnalyzerProcess) => Promise<T>,
): Promise<T> {
  const pack = await AnalyzerProcess.start(folder);
  try {
    return await use(pack);
  } finally {
    await pack.stop();
  }
}
