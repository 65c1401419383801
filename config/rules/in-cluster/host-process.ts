import type { StackConfig } from "../../schema/stack";
import type { Rule } from "../rule";

/** A namespace for HostProcess pods says that it is privileged, on purpose. */
export const hostProcessPrivileged: Rule<StackConfig> = ({ namespaces }) =>
  namespaces.flatMap(({ hostProcess, podSecurity }, index) => {
    if (hostProcess === undefined || podSecurity === "privileged") return [];
    return {
      path: `namespaces[${String(index)}].podSecurity`,
      value: podSecurity,
      reason: "must be privileged where hostProcess is set: every other level forbids HostProcess pods",
      fix: "set podSecurity: privileged, or remove hostProcess",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
    };
  });
