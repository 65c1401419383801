import { resourceRule } from "../rule";
import { containersOf, pods } from "../scopes/pods";

const MAX_USER = 20;
const MAX_NETBIOS = 15;
const MAX_DNS = 255;
const FORBIDDEN_IN_USER = /["/\\[\]:;|=,+*?<>@]/;
const CONTROL = /\p{Cc}/u;
const NETBIOS = /^[^\\/:*?"<>|.]{1,15}$/;
const DNS =
  /^(?=.{1,255}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

/** The account of a Windows container is written as Windows writes accounts. */
export const runAsUserNameValid = resourceRule({
  name: "run-as-user-name-valid",
  level: "mandatory",
  description: `runAsUserName is DOMAIN\\USER or USER, with at most ${MAX_USER} characters for the user.`,
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/"],
  scope: pods,
  *check(pod) {
    for (const view of [pod.spec, ...containersOf(pod).map((container) => container.view)]) {
      const name = view.string("securityContext", "windowsOptions", "runAsUserName");
      const problem = name === undefined ? undefined : problemOf(name);
      if (problem === undefined) continue;
      yield {
        field: view.pathTo("securityContext", "windowsOptions", "runAsUserName"),
        problem: `is ${JSON.stringify(name)}`,
        reason: `${problem}, so the API server refuses the pod`,
        fix: 'Use an account such as "ContainerUser" or "NT AUTHORITY\\Local service"',
      };
    }
  },
});

function problemOf(name: string): string | undefined {
  if (name === "") return "It is empty";
  if (CONTROL.test(name)) return "It contains a control character";
  const parts = name.split("\\");
  if (parts.length > 2) return "It has more than one backslash";
  const user = parts.at(-1) ?? "";
  const domain = parts.length === 2 ? parts[0] : undefined;
  return userProblem(user) ?? (domain === undefined ? undefined : domainProblem(domain));
}

function userProblem(user: string): string | undefined {
  if (user === "") return "It has no user";
  if (user.length > MAX_USER) return `Its user has ${user.length} characters, more than ${MAX_USER}`;
  if (FORBIDDEN_IN_USER.test(user)) return 'Its user contains one of " / \\ [ ] : ; | = , + * ? < > @';
  if (/^[. ]+$/.test(user)) return "Its user consists of full stops and spaces only";
  return undefined;
}

function domainProblem(domain: string): string | undefined {
  if (NETBIOS.test(domain) || DNS.test(domain)) return undefined;
  return `Its domain is neither a NetBIOS name of at most ${MAX_NETBIOS} characters nor a DNS name of at most ${MAX_DNS}`;
}
