import type { ArmError } from "../errors";
import { badRequest } from "../errors";
import type { Put, Rule } from "../resource-type";

/**
 * Checks the name of a resource against its pattern.
 *
 * @param what How the message calls the resource, for instance `virtual network`.
 */
export function nameRule(what: string, pattern: RegExp, code = "InvalidResourceName"): Rule<Put> {
  return ({ id }): ArmError | undefined =>
    pattern.test(id.name)
      ? undefined
      : badRequest(
          code,
          `The ${what} name '${id.name}' is invalid: it must match ${pattern.source}.`,
          "name",
        );
}

/** A PUT must not move a resource: `InvalidResourceLocation`. */
export const locationIsFixed: Rule<Put> = ({ id, requested, before }) => {
  const from = before?.body["location"];
  const to = requested["location"];
  if (typeof from !== "string" || typeof to !== "string" || sameLocation(from, to)) return undefined;
  return badRequest(
    "InvalidResourceLocation",
    `The resource '${id.name}' already exists in location '${from}'. A resource with the same name cannot be created in location '${to}'. Please select a new resource name.`,
    "location",
  );
};

/** A location is required where the type has one: `LocationRequired`. */
export const locationIsRequired: Rule<Put> = ({ requested }) =>
  typeof requested["location"] === "string" && requested["location"] !== ""
    ? undefined
    : badRequest("LocationRequired", "The location property is required for this definition.", "location");

/** `West Europe` and `westeurope` are one place. */
function sameLocation(a: string, b: string): boolean {
  return plainLocation(a) === plainLocation(b);
}

/** The short form of a location, as most answers spell it. */
export function plainLocation(location: string): string {
  return location.toLowerCase().replaceAll(" ", "");
}
