import type { Sight } from "./access/sight";

/** Somebody who looks at the fleet. */
export interface Person {
  /** What to call the person; absent where nobody has to sign in. */
  readonly name?: string;
  readonly sight: Sight;
  /** Whether the person may still look: what goes on for long asks again and again. */
  isSignedIn(): boolean;
}

/** Whoever sits at this machine, where there is no sign-in. */
export const whoeverIsHere: Person = { sight: "everything", isSignedIn: () => true };
