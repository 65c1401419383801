import type { PropertyMap } from "../../../wire/values";
import { mapValues, unwrapSecrets } from "../../../wire/values";
import type { CheckRequest, CheckResult } from "../../provider";
import { textAt, valueAt } from "../objects/object";

type Failure = { readonly property: string; readonly reason: string };

/** Checks options that exclude each other. Nothing is filled in, and the cluster is not asked. */
export function checkConfig(request: CheckRequest, env: NodeJS.ProcessEnv = process.env): CheckResult {
  const news = mapValues(request.news, unwrapSecrets);
  const failures = [...strictModeFailures(request, news, env), ...renderFailures(news, env)];
  return { inputs: request.news, ...(failures.length > 0 ? { failures } : {}) };
}

function isSet(news: PropertyMap, name: string): boolean {
  const value = valueAt(news, name);
  return value === true || (typeof value === "string" && value !== "");
}

function renderFailures(news: PropertyMap, env: NodeJS.ProcessEnv): Failure[] {
  if (!isSet(news, "renderYamlToDirectory")) {
    const always = valueAt(news, "alwaysRender");
    return always === true || always === "true"
      ? [{ property: "alwaysRender", reason: '"alwaysRender" requires "renderYamlToDirectory" to be set' }]
      : [];
  }
  // The SDK fills in $KUBECONFIG by itself; that is no contradiction of the user's.
  const ambient = env["KUBECONFIG"] !== undefined && textAt(news, "kubeconfig") === env["KUBECONFIG"];
  return ["cluster", "context", "kubeconfig"]
    .filter((name) => isSet(news, name) && !(name === "kubeconfig" && ambient))
    .map((name) => ({
      property: name,
      reason: `"${name}" arg is not compatible with "renderYamlToDirectory" arg`,
    }));
}

function strictModeFailures(request: CheckRequest, news: PropertyMap, env: NodeJS.ProcessEnv): Failure[] {
  const own = textAt(news, "strictMode");
  const strict = own === "" ? /"strictMode":\s*"true"/.test(env["PULUMI_CONFIG"] ?? "") : own === "true";
  if (!strict) return [];
  const isDefault = /::default(_[\d_]+)?$/.test(request.urn);
  return [
    ...(isDefault ? [{ property: "", reason: "strict mode prohibits default provider" }] : []),
    ...["kubeconfig", "context"]
      .filter((name) => textAt(news, name) === "")
      .map((name) => ({ property: name, reason: `strict mode requires Provider "${name}" argument` })),
  ];
}
