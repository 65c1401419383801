import type { CheckRequest, CheckResult } from "../provider";
import { inNamespace, isPatchResource, kindOf, gvkOfType, nameOf, namespaceOf } from "./objects/metadata";
import { toObject, toProperties } from "./objects/checkpoint";
import { normalise } from "./objects/normalise";
import type { KubeObject } from "./objects/object";
import { mapAt, textAt, withValue } from "./objects/object";
import { isNamespaced } from "./objects/scope";
import { Annotation } from "./objects/annotations";
import { isGenerateName, withNewName, withOldName } from "./naming";
import { deprecationOf } from "./deprecations";
import type { Session } from "./session";
import { schemaFor } from "./session";

/**
 * Checks the inputs of an object, and fills in its name and namespace. Values are not checked: that is the API
 * server's business, and a preview asks it.
 *
 * @throws Error when the object cannot be managed at all.
 */
export async function check(request: CheckRequest, session: Session): Promise<CheckResult> {
  const { options, log } = session;
  if (Object.keys(request.olds).length > 0) session.inState.add(request.urn);
  const reached = await session.reach();
  if (reached.cluster === undefined && options.skipUpdateUnreachable) {
    log("warning", "Cluster is unreachable but skipUpdateUnreachable flag is set to true, skipping...", {
      urn: request.urn,
    });
    return { inputs: request.olds };
  }
  const gvk = gvkOfType(request.type);
  if (gvk.kind.endsWith("List") && "items" in request.news) {
    throw new Error(
      "list resources exist for compatibility with YAML manifests and Helm charts, and cannot be created directly. " +
        "Use the underlying resource type instead",
    );
  }
  const given = toObject(request.news);
  const checked = normalise(given, await schemaFor(given, reached));
  checkPatch(request.type, checked, options.enableServerSideApply);
  warnOfAnnotations(checked, request.urn, session);
  if (reached.cluster !== undefined) warnOfDeprecation(request, reached.minor, session);
  const named = name(checked, request, options.enableServerSideApply);
  if (isGenerateName(named)) refuseGenerateName(session);
  const missing = namespaceOf(named) === "" && (await isNamespaced(gvk, reached.cluster));
  const placed = missing ? inNamespace(named, session.defaultNamespace) : named;
  return { inputs: toProperties(placed, request.news) };
}

function checkPatch(type: string, object: KubeObject, serverSideApply: boolean): void {
  if (!isPatchResource(type, kindOf(object))) return;
  if (!serverSideApply) {
    throw new Error(
      "patch resources require Server-Side Apply mode, which is enabled using the `enableServerSideApply` Provider config",
    );
  }
  if (nameOf(object) === "") throw new Error("patch resources require the `.metadata.name` field to be set");
}

function name(object: KubeObject, request: CheckRequest, serverSideApply: boolean): KubeObject {
  if (Object.keys(request.olds).length === 0) {
    const named = withNewName(object, request);
    return serverSideApply ? named : managedByPulumi(named);
  }
  const olds = toObject(request.olds);
  const named = withOldName(object, olds);
  // An object that was made with server-side apply, or imported, has no such label and must not get one now.
  return textAt(olds, "metadata", "labels", MANAGED_BY) === managedBy() ? managedByPulumi(named) : named;
}

const MANAGED_BY = "app.kubernetes.io/managed-by";

function managedBy(): string {
  return process.env["PULUMI_KUBERNETES_MANAGED_BY_LABEL"] ?? "pulumi";
}

/** Without server-side apply nothing else says who manages an object. */
function managedByPulumi(object: KubeObject): KubeObject {
  return withValue(object, ["metadata", "labels", MANAGED_BY], managedBy());
}

function refuseGenerateName({ options }: Session): void {
  if (options.enableServerSideApply) {
    throw new Error("the `.metadata.generateName` field is not supported in Server-Side Apply mode");
  }
  if (options.renderYamlToDirectory !== "") {
    throw new Error("the `.metadata.generateName` field is not supported in YAML rendering mode");
  }
}

function warnOfDeprecation(request: CheckRequest, minor: number, { options, log }: Session): void {
  const deprecation = deprecationOf(gvkOfType(request.type), minor);
  if (deprecation === undefined || (options.suppressDeprecationWarnings && !deprecation.removed)) return;
  log("warning", deprecation.text, { urn: request.urn });
}

function warnOfAnnotations(object: KubeObject, urn: string, { options, log }: Session): void {
  const annotations = mapAt(object, "metadata", "annotations");
  for (const key of Object.keys(annotations).filter((name) => name.startsWith(Annotation.Autonamed))) {
    log("warning", `ignoring user-specified value for internal annotation "${key}"`, { urn });
  }
  const hook = textAt(annotations, "helm.sh/hook");
  if (!/test/.test(hook) || options.suppressHelmHookWarnings) return;
  log(
    "warning",
    "This resource contains Helm hooks that are not currently supported by Pulumi. The resource will be created, " +
      "but any hooks will not be executed. Hooks support is tracked at " +
      "https://github.com/pulumi/pulumi-kubernetes/issues/555 -- This warning can be disabled by setting " +
      "the PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS environment variable",
    { urn },
  );
}
