import type { IsoDate } from "../catalogue/source";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days from one day to another; negative when the second lies before the first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
