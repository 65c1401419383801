import * as v from "valibot";
import { rule } from "../advice";

/**
 * Full id of a resource.
 *
 * @param kind - what a person calls it
 * @param type - for instance `Microsoft.KeyVault/vaults`
 * @param command - what prints it
 */
export function resourceId(kind: string, type: string, command = "az resource show --query id") {
  const [provider = "", ...parts] = type.split("/");
  const path = [provider.replace(".", "\\."), ...parts.map((part) => `${part}/[^/]+`)].join("/");
  return v.pipe(
    v.string(),
    v.regex(
      new RegExp(`^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${path}$`, "i"),
      rule(`must be the full id of a ${kind}`, `copy it from the Azure portal or from: ${command}`),
    ),
  );
}
