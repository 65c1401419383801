import * as v from "valibot";
import { rule } from "./advice";
import { quantity, text, wholeNumber } from "./fields";

const releases = ["2019", "2022", "2025"] as const;

const release = v.pipe(
  v.picklist(
    releases,
    rule(`must be one of ${releases.join(", ")}, in quotes`, "name the release of a Windows pool"),
  ),
  v.description("Windows Server release of the nodes"),
);

/** What Windows nodes do before they are needed. */
export const warmUp = v.strictObject({
  prePull: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          release,
          images: v.pipe(
            v.array(text),
            v.nonEmpty(
              rule("must name an image", "name the base images of your workloads, or remove the entry"),
            ),
            v.description(
              "Images that every node of the release pulls when it joins; each must have cmd.exe",
            ),
          ),
        }),
      ),
      v.description("Images that nodes pull before a pod needs them"),
    ),
    [],
  ),
  spare: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          release,
          replicas: v.pipe(wholeNumber(1, 100, "pods"), v.description("Pods that hold room free")),
          cpu: v.optional(v.pipe(quantity, v.description("CPU that each of them holds free")), "1"),
          memory: v.optional(v.pipe(quantity, v.description("Memory that each of them holds free")), "2Gi"),
        }),
      ),
      v.description(
        "Room that is held free by pods of the lowest priority: the autoscaler makes the next node before it is needed",
      ),
    ),
    [],
  ),
});

/** Checked settings of the warm-up. */
export type WarmUpConfig = v.InferOutput<typeof warmUp>;
