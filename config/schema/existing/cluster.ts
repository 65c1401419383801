import * as v from "valibot";
import { rule } from "../advice";
import { kubernetesVersion, text } from "../fields";

/** What a cluster was made with; decides who installs its network and how Windows nodes join. */
const distributions = ["kubeadm", "rke2", "docker-desktop", "other"] as const;

/** The control plane as it should be found. */
export const existingCluster = v.strictObject({
  kubernetesVersion,
  distribution: v.pipe(
    v.picklist(
      distributions,
      rule(`must be one of ${distributions.join(", ")}`, "choose what the cluster was made with"),
    ),
    v.description("What the cluster was made with"),
  ),
  inspect: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        "Look at the cluster before anything is changed; false only where it is reached through a proxy",
      ),
    ),
    true,
  ),
});

/** How to reach the cluster: a file, or its content as a secret of the stack. */
export const existingKubeconfig = v.strictObject({
  path: v.optional(
    v.pipe(text, v.description("File with the kubeconfig; ~ is the home folder, other paths start here")),
  ),
  content: v.optional(
    v.pipe(
      text,
      v.description("The kubeconfig itself: pulumi config set --secret --path mullion:kubeconfig.content"),
    ),
  ),
  context: v.optional(v.pipe(text, v.description("Context in the kubeconfig; default: its current context"))),
});

/** A checked way to the cluster. */
export type ExistingKubeconfig = v.InferOutput<typeof existingKubeconfig>;
