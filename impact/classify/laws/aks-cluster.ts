import type { Entry } from "../../inventory/inventory";
import { mapOf, text } from "../../inventory/read-facts";
import type { JsonMap } from "../../json";
import type { Finding } from "../classified";
import { refusal } from "./refusal";

/**
 * What AKS will refuse about a cluster as the program now wants it, whatever changed: parts that need each other.
 *
 * @param entry - a cluster that is made or updated; only azure-native's are judged
 */
export function aksClusterRefusals({ step, subject }: Entry): readonly Finding[] {
  const inputs = step.new?.inputs;
  if (subject.dialect !== "azure-native" || inputs === undefined) return [];
  return [...supportRefusal(inputs), ...accountsRefusal(inputs)];
}

function supportRefusal({ supportPlan, sku }: JsonMap): readonly Finding[] {
  if (text(supportPlan) !== "AKSLongTermSupport" || text(mapOf(sku)["tier"]) === "Premium") return [];
  const platform = "AKS refuses the support plan AKSLongTermSupport outside of the Premium tier.";
  return [
    refusal("BadRequest", platform, 'Set sku: { name: "Base", tier: "Premium" }, too.', ["aks-versions"]),
  ];
}

function accountsRefusal({ disableLocalAccounts, aadProfile }: JsonMap): readonly Finding[] {
  if (disableLocalAccounts !== true || (aadProfile !== undefined && aadProfile !== null)) return [];
  const platform = "AKS refuses to disable local accounts of a cluster without Entra ID.";
  return [refusal("BadRequest", platform, "Set aadProfile, too.", ["aks-local-accounts"])];
}
