import { runAsUserNameProblem } from "../../catalogue/windows-pods";
import { resourceRule } from "../rule";
import { containersOf, pods } from "../scopes/pods";

/** The account of a Windows container is written as the API server takes accounts. */
export const runAsUserNameValid = resourceRule({
  name: "run-as-user-name-valid",
  level: "mandatory",
  description: "runAsUserName is DOMAIN\\USER or USER, as the API server takes them.",
  sources: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/",
    "https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go",
  ],
  scope: pods,
  *check(pod) {
    for (const view of [pod.spec, ...containersOf(pod).map((container) => container.view)]) {
      const name = view.string("securityContext", "windowsOptions", "runAsUserName");
      const problem = name === undefined ? undefined : runAsUserNameProblem(name);
      if (problem === undefined) continue;
      yield {
        field: view.pathTo("securityContext", "windowsOptions", "runAsUserName"),
        problem: `is ${JSON.stringify(name)}`,
        reason: `It ${problem}; the API server refuses the pod`,
        fix: 'Use an account such as "ContainerUser" or "NT AUTHORITY\\Local service"',
      };
    }
  },
});
