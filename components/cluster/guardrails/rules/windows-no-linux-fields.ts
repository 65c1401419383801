import { forbiddenWindowsPodFields } from "../../../../catalogue/windows-pods";
import { containerPath, windowsContainers } from "../cel/pods";
import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

const words = {
  problem: quote("is set"),
  reason: quote(
    'Only Linux has it: with spec.os.name "windows" the API server refuses the pod, without it the kubelet does not do what is asked for',
  ),
  fix: quote("Take it out; what Windows has instead stands in securityContext.windowsOptions"),
};

/** CEL: whether `object` has the field at the end of the path, whatever is on the way to it. */
const has = (object: string, path: string) => `${object}.?${path.replaceAll(".", ".?")}.hasValue()`;

const fields = (level: "pod" | "container") =>
  forbiddenWindowsPodFields.filter((row) => row.level === level).map(({ path }) => path);

/** A Windows pod sets nothing that only Linux has. */
export const windowsNoLinuxFields: Guardrail = {
  name: "windows-no-linux-fields",
  level: "mandatory",
  url: "https://kubernetes.io/docs/concepts/windows/intro/",
  subject: "pods",
  findings: () =>
    [
      ...fields("pod").map(
        (path) =>
          `(variables.isWindows && ${has("variables.spec", path)} ? ` +
          `[${sentence({ field: `variables.at + ".${path}"`, ...words })}] : [])`,
      ),
      ...fields("container").map(
        (path) =>
          `${windowsContainers}.filter(c, ${has("c", path)}).map(c, ` +
          `${sentence({ field: `${containerPath("c")} + ".${path}"`, ...words })})`,
      ),
    ].join(" + "),
};
