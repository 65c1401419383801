import { describe } from "../resource";
import { stackRule } from "../rule";
import { services, windowsPodsBehind } from "../scopes/services";
import { inWords } from "../text";

/** Services in front of Windows pods have IPv4. */
export const windowsServicesIpv4 = stackRule({
  name: "windows-services-ipv4",
  level: "advisory",
  description: "Services in front of Windows pods are not IPv6 only and do not require dual stack.",
  sources: ["https://kubernetes.io/docs/concepts/services-networking/windows-networking/"],
  scope: services,
  *check(service, stack) {
    const families = service.props.strings("spec", "ipFamilies");
    const onlyIpv6 = families.length > 0 && !families.includes("IPv4");
    const dual = service.props.string("spec", "ipFamilyPolicy") === "RequireDualStack";
    if (!onlyIpv6 && !dual) return;
    const windows = windowsPodsBehind(service, stack);
    if (windows.length === 0) return;
    yield {
      field: onlyIpv6 ? "spec.ipFamilies" : "spec.ipFamilyPolicy",
      problem: onlyIpv6 ? `is ${JSON.stringify(families)}` : 'is "RequireDualStack"',
      reason: `It stands before the Windows pods of ${inWords(windows.map(({ resource }) => describe(resource)))}, and Windows nodes have no pods with IPv6 only and two families only with some networks`,
      fix: onlyIpv6 ? 'Use ["IPv4"]' : 'Use "PreferDualStack" or "SingleStack"',
    };
  },
});
