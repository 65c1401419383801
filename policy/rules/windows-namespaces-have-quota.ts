import { describe } from "../resource";
import { stackRule } from "../rule";
import { isWindowsPod } from "../scopes/pod-os";
import { pods } from "../scopes/pods";
import { namespaces, resourcesOf } from "../scopes/resources";
import { namespaceOf } from "../scopes/services";
import { inWords } from "../text";

const quotas = resourcesOf("kubernetes:core:ResourceQuota");
/** One pod for each node is a bound, and a quota would keep it off the next node. */
const DAEMON_SET = "kubernetes:apps:DaemonSet";

/** What Windows workloads may take together is bounded. */
export const windowsNamespacesHaveQuota = stackRule({
  name: "windows-namespaces-have-quota",
  level: "advisory",
  description: "A namespace of the program with Windows pods has a ResourceQuota for memory limits.",
  sources: [
    "https://kubernetes.io/docs/concepts/policy/resource-quotas/",
    "https://kubernetes.io/docs/concepts/configuration/windows-resource-management/",
  ],
  scope: namespaces,
  *check(namespace, stack) {
    const name = namespace.props.string("metadata", "name");
    const windows = stack
      .subjects(pods)
      .filter(
        (pod) =>
          isWindowsPod(pod) && pod.resource.type !== DAEMON_SET && namespaceOf(pod.resource, stack) === name,
      );
    if (windows.length === 0) return;
    const bounded = stack
      .subjects(quotas)
      .some(
        (quota) => namespaceOf(quota, stack) === name && quota.props.has("spec", "hard", "limits.memory"),
      );
    if (bounded) return;
    yield {
      field: "metadata.name",
      problem: `is "${name ?? ""}", for which the program has no ResourceQuota with limits.memory`,
      reason: `It holds the Windows pods of ${inWords(windows.map(({ resource }) => describe(resource)))}, and Windows nodes have no OOM killer that would stop the sum of them`,
      fix: "Add a ResourceQuota with limits.cpu and limits.memory",
    };
  },
});
