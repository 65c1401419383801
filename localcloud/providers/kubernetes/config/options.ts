import type { ConfigureRequest } from "../../provider";

/** What a provider's configuration asks for, besides the cluster. */
export interface Options {
  readonly context: string;
  readonly cluster: string;
  /** Namespace of objects that name none; empty: the context's, else `default`. */
  readonly namespace: string;
  /** Path or content; empty: the environment's kubeconfig. */
  readonly kubeconfig: string;
  readonly deleteUnreachable: boolean;
  readonly skipUpdateUnreachable: boolean;
  readonly enableServerSideApply: boolean;
  readonly enablePatchForce: boolean;
  readonly upsertExistingObjects: boolean;
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
  readonly suppressDeprecationWarnings: boolean;
  readonly suppressHelmHookWarnings: boolean;
  /** Folder to write manifests to, in the place of a cluster; empty: work on the cluster. */
  readonly renderYamlToDirectory: string;
  readonly alwaysRender: boolean;
}

/**
 * Reads the options. A flag that the configuration does not set comes from its environment variable.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/#configuration-reference
 */
export function readOptions({ variables }: ConfigureRequest, env: NodeJS.ProcessEnv = process.env): Options {
  const text = (name: string) => variables[`kubernetes:config:${name}`] ?? "";
  const flag = (name: string, variable: string, byDefault = false) => {
    const value = variables[`kubernetes:config:${name}`] ?? env[variable];
    return value === undefined ? byDefault : value === "true";
  };
  return {
    context: text("context"),
    cluster: text("cluster"),
    namespace: text("namespace"),
    kubeconfig: text("kubeconfig"),
    deleteUnreachable: flag("deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE"),
    skipUpdateUnreachable: flag("skipUpdateUnreachable", "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE"),
    enableServerSideApply: flag("enableServerSideApply", "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY", true),
    enablePatchForce: flag("enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE"),
    upsertExistingObjects: flag("upsertExistingObjects", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS"),
    enableConfigMapMutable: flag("enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE"),
    enableSecretMutable: flag("enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE"),
    suppressDeprecationWarnings: flag(
      "suppressDeprecationWarnings",
      "PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS",
    ),
    suppressHelmHookWarnings: flag("suppressHelmHookWarnings", "PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS"),
    renderYamlToDirectory: text("renderYamlToDirectory"),
    alwaysRender: text("alwaysRender") === "true",
  };
}
