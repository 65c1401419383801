import { isIsoDate, type IsoDate } from "../catalogue/source";
import { today } from "../config/today";
import { UserError } from "./context";

/**
 * The day that `--as-of` names; today when it was not given.
 *
 * @throws UserError when it names no day
 */
export function asOfFrom(text: string | undefined): IsoDate {
  const day = text ?? today();
  if (isIsoDate(day)) return day;
  throw new UserError(`--as-of ${day}: must be a day such as 2027-03-31`);
}
