import * as v from "valibot";
import { rule } from "./advice";
import { delivery, headlamp } from "./delivery";
import { namespaceName, quantity, text } from "./fields";
import { gmsa } from "./gmsa";
import { guardrails } from "./guardrails";
import { alerts, prometheus } from "./monitoring";
import { warmUp } from "./warm-up";

const quota = v.strictObject({
  cpu: v.optional(
    v.pipe(
      quantity,
      v.description("CPU limits of all pods together, in cores; default: what the Windows nodes have"),
    ),
  ),
  memory: v.optional(
    v.pipe(
      quantity,
      v.description("Memory limits of all pods together; default: what the Windows nodes leave for pods"),
    ),
  ),
  pods: v.optional(
    v.pipe(quantity, v.description("Number of pods; default: as many as the Windows nodes take")),
  ),
});

/** A namespace with its quota. */
export const namespace = v.strictObject({
  name: namespaceName,
  podSecurity: v.optional(
    v.pipe(
      v.picklist(
        ["restricted", "baseline", "privileged"],
        rule(
          "must be restricted, baseline or privileged",
          "use privileged only for agents of the nodes",
          "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        ),
      ),
      v.description("Pod Security Standard that the API server enforces"),
    ),
    "baseline",
  ),
  hostProcess: v.optional(
    v.pipe(
      v.strictObject({
        adminGroups: v.optional(
          v.pipe(
            v.array(text),
            v.description(
              "Groups of the cluster's users that may deploy there; default: cluster administrators only",
            ),
          ),
          [],
        ),
      }),
      v.description("Open the namespace to HostProcess pods, which own their Windows node; default: closed"),
    ),
  ),
  quota: v.optional(quota, {}),
});

/** What runs in the cluster for everybody, the same on all targets. */
export const inCluster = v.strictObject({
  guardrails: v.optional(
    v.pipe(guardrails, v.description("Rules of the policy pack that the API server holds against everybody")),
    {},
  ),
  warmUp: v.optional(
    v.pipe(warmUp, v.description("What Windows nodes do before they are needed; default: nothing")),
    {},
  ),
  prometheus: v.optional(
    v.pipe(
      prometheus,
      v.description(
        "Prometheus, Alertmanager and Grafana in the cluster; {} takes all defaults; default: none",
      ),
    ),
  ),
  alerts: v.optional(v.pipe(alerts, v.description("What is reported about Windows nodes")), {}),
  gmsa: v.optional(
    v.pipe(gmsa, v.description("Identities of Active Directory for Windows pods; default: none")),
  ),
  delivery: v.optional(
    v.pipe(
      delivery,
      v.description("Flux, Argo CD or Plural brings workloads into the cluster; default: none"),
    ),
  ),
  headlamp: v.optional(
    v.pipe(headlamp, v.description("Web page for looking into the cluster, with sign-in; default: none")),
  ),
});
/** A checked namespace. */
export type NamespaceConfig = v.InferOutput<typeof namespace>;
