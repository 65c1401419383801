import type { IsoDate } from "../catalogue/source";
import { isIsoDate } from "../catalogue/source";

/** The day in UTC that support dates are compared with when nobody names another one. */
export function today(): IsoDate {
  const day = new Date().toISOString().slice(0, 10);
  if (!isIsoDate(day)) throw new Error(`the clock says ${day}, which is no day of the calendar`);
  return day;
}
