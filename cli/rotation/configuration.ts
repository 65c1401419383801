import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { aksWindows } from "../../config/schema/aks/cluster";
import { existingCluster, existingKubeconfig } from "../../config/schema/existing/cluster";
import { UserError } from "../context";

/** What the configuration of a stack says about things that have to be renewed. */
export interface RotationConfiguration {
  readonly target: "aks" | "eks" | "existing";
  /** `windows.passwordVersion`, on AKS. */
  readonly passwordVersion: number;
  readonly distribution?: v.InferOutput<typeof existingCluster.entries.distribution>;
  readonly kubeconfig: {
    /** Absolute path of the file, where the configuration names one. */
    readonly file?: string;
    readonly context?: string;
  };
}

const shape = v.object({
  "mullion:target": v.picklist(["aks", "eks", "existing"], "must be one of aks, eks, existing"),
  "mullion:windows": v.optional(v.pick(v.object(aksWindows.entries), ["passwordVersion"]), {}),
  "mullion:cluster": v.optional(v.partial(v.pick(v.object(existingCluster.entries), ["distribution"])), {}),
  "mullion:kubeconfig": v.optional(v.pick(v.object(existingKubeconfig.entries), ["path", "context"]), {}),
});

/**
 * Reads `Pulumi.<stack>.yaml`, secrets left closed.
 *
 * @throws UserError naming the first key that is not as it should be
 */
export function readConfiguration(projectDir: string, stack: string): RotationConfiguration {
  const file = `Pulumi.${stack}.yaml`;
  const document: unknown = parse(fs.readFileSync(path.join(projectDir, file), "utf8"));
  const read = v.safeParse(v.object({ config: shape }), document);
  if (!read.success) {
    const [issue] = read.issues;
    throw new UserError(
      `${file}: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}; "mullion check --stack ${stack}" names everything that is wrong`,
    );
  }
  const { config } = read.output;
  const { path: kubeconfig, context } = config["mullion:kubeconfig"];
  const { distribution } = config["mullion:cluster"];
  return {
    target: config["mullion:target"],
    passwordVersion: config["mullion:windows"].passwordVersion,
    ...(distribution === undefined ? {} : { distribution }),
    kubeconfig: {
      ...(kubeconfig === undefined ? {} : { file: absolute(kubeconfig, projectDir) }),
      ...(context === undefined ? {} : { context }),
    },
  };
}

/** `~` is the home folder, other paths start in the project's folder. */
function absolute(file: string, projectDir: string): string {
  return path.resolve(
    projectDir,
    file === "~" || file.startsWith("~/") ? os.homedir() + file.slice(1) : file,
  );
}
