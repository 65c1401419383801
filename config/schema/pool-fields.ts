import * as v from "valibot";
import { rule } from "./advice";
import { wholeNumber } from "./fields";

const labelsUrl = "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/";
const taintsUrl = "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/";

const labelKey = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

/** The slot of a pool: pools of one name take turns in two slots. */
export const slot = v.optional(
  v.pipe(
    v.picklist(
      ["a", "b"],
      rule("must be a or b", "use a for the first pool of this name and b for the one that takes over"),
    ),
    v.description(
      "Last letter of the pool's name in the cloud. A second pool of the same name in the other slot takes over without a gap.",
    ),
  ),
  "a",
);

/** Labels of nodes. Values are never empty: AKS refuses that. */
export const labels = v.optional(
  v.pipe(
    v.record(
      v.pipe(
        v.string(),
        v.regex(
          labelKey,
          rule("must be a label key such as team or example.com/team", "correct the key", labelsUrl),
        ),
      ),
      v.pipe(
        v.string(rule("must be text", "put the value in quotes", labelsUrl)),
        v.regex(
          labelValue,
          rule("must be a label value: 1 to 63 letters, digits, -, _ and .", "correct the value", labelsUrl),
        ),
      ),
    ),
    v.description("Labels of the nodes, beside those that Mullion sets"),
  ),
  {},
);

/** Taints of nodes. */
export const taints = v.optional(
  v.pipe(
    v.array(
      v.strictObject({
        key: v.pipe(
          v.string(),
          v.regex(labelKey, rule("must be a taint key such as dedicated", "correct the key", taintsUrl)),
        ),
        value: v.pipe(
          v.string(),
          v.regex(labelValue, rule("must be a taint value such as gpu", "correct the value", taintsUrl)),
        ),
        effect: v.picklist(
          ["NoSchedule", "PreferNoSchedule", "NoExecute"],
          rule("must be NoSchedule, PreferNoSchedule or NoExecute", "choose one of them", taintsUrl),
        ),
      }),
    ),
    v.description("Taints of the nodes, beside the one that every Windows node has"),
  ),
  [],
);

/** Bounds for the cluster autoscaler. */
export function autoscale(min: number, max: number) {
  return v.optional(
    v.pipe(
      v.strictObject({ min: wholeNumber(min, max, "nodes"), max: wholeNumber(1, max, "nodes") }),
      v.description(
        "Let the cluster autoscaler choose the number of nodes between min and max; instead of count",
      ),
    ),
  );
}
