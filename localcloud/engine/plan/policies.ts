import type { PropertyMap } from "../../wire/values";
import type { Deployment } from "../deployment";
import { maskedMap } from "../events";
import type { AnalyzedResource, Violation } from "../plugins/policy-messages";
import type { PolicyPack } from "../plugins/policy-pack";
import { publicConfig } from "../plugins/registry";
import type { ResourceState } from "../state/resource";
import { isProviderType, makeUrn, parseProviderReference, ROOT_STACK_TYPE, urnName } from "../values/urn";

/**
 * Lets all packs mend and then judge a resource. What was mended is written to `state.inputs`.
 *
 * @returns Whether the resource may be made.
 */
export async function judge(deployment: Deployment, state: ResourceState): Promise<boolean> {
  // The pack named last remediates first, as in the engine whose behaviour this follows.
  for (const pack of [...deployment.packs].reverse()) await remediate(deployment, pack, state);
  const described = describe(
    deployment,
    state,
    isProviderType(state.type) ? publicConfig(state.inputs) : state.inputs,
  );
  const verdicts = await Promise.all(
    deployment.packs.map((pack) => analyze(deployment, pack, state.urn, described)),
  );
  return verdicts.every((fine) => fine);
}

/**
 * Lets all packs judge the stack as a whole.
 *
 * @returns Whether no mandatory policy was violated.
 */
export async function judgeStack(deployment: Deployment): Promise<boolean> {
  const resources = [...deployment.news.values()].map((state) => describe(deployment, state, state.outputs));
  const root = makeUrn(
    deployment.stack,
    deployment.project,
    "",
    ROOT_STACK_TYPE,
    `${deployment.project}-${deployment.stack}`,
  );
  const verdicts = await Promise.all(
    deployment.packs.map(async (pack) => {
      const { violations, verdict } = await pack.analyzeStack(resources);
      for (const violation of violations) {
        report(deployment, pack, deployment.news.has(violation.urn) ? violation.urn : root, violation);
      }
      deployment.events.emit({ policyAnalyzeStackSummaryEvent: { ...pack.identity, ...present(verdict) } });
      return violations.every((violation) => violation.level !== "mandatory");
    }),
  );
  return verdicts.every((fine) => fine);
}

async function remediate(deployment: Deployment, pack: PolicyPack, state: ResourceState): Promise<void> {
  const { events } = deployment;
  const { answers, verdict } = await pack.remediate(describe(deployment, state, state.inputs));
  for (const answer of answers) {
    if (answer.diagnostic !== "") {
      report(deployment, pack, state.urn, {
        ...answer,
        message: answer.diagnostic,
        level: "advisory",
        urn: state.urn,
      });
    } else if (answer.properties !== undefined) {
      const changed = { before: maskedMap(state.inputs), after: maskedMap(answer.properties) };
      const { policyName } = answer;
      events.emit({
        policyRemediationEvent: {
          resourceUrn: state.urn,
          color: "never",
          policyName,
          ...pack.identity,
          ...changed,
        },
      });
      state.inputs = answer.properties;
    }
  }
  events.emit({
    policyRemediateSummaryEvent: { resourceUrn: state.urn, ...pack.identity, ...present(verdict) },
  });
}

async function analyze(
  deployment: Deployment,
  pack: PolicyPack,
  urn: string,
  resource: AnalyzedResource,
): Promise<boolean> {
  const { violations, verdict } = await pack.analyze(resource);
  for (const violation of violations) report(deployment, pack, urn, violation);
  deployment.events.emit({
    policyAnalyzeSummaryEvent: { resourceUrn: urn, ...pack.identity, ...present(verdict) },
  });
  const mandatory = violations.some((violation) => violation.level === "mandatory");
  if (mandatory) deployment.halt.failed = true;
  return !mandatory || deployment.dryRun;
}

function report(deployment: Deployment, pack: PolicyPack, urn: string, violation: Violation): void {
  deployment.events.emit({
    policyEvent: {
      resourceUrn: urn,
      message: violation.message,
      color: "never",
      policyName: violation.policyName,
      ...pack.identity,
      // The SDK's type still says "warning" where the engine says "advisory".
      enforcementLevel: violation.level as "mandatory",
    },
  });
}

function describe(deployment: Deployment, state: ResourceState, properties: PropertyMap): AnalyzedResource {
  const goal = deployment.goals.get(state.urn);
  const provider = state.provider === "" ? undefined : providerState(deployment, state.provider);
  return {
    urn: state.urn,
    type: state.type,
    name: urnName(state.urn),
    properties,
    options: {
      protect: state.protect,
      ignoreChanges: state.ignoreChanges,
      ...(goal?.deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace: goal.deleteBeforeReplace }),
      additionalSecretOutputs: state.additionalSecretOutputs,
      customTimeouts: state.customTimeouts,
      parent: state.parent,
    },
    ...(provider === undefined
      ? {}
      : {
          provider: {
            urn: provider.urn,
            type: provider.type,
            name: urnName(provider.urn),
            properties: publicConfig(provider.inputs),
          },
        }),
    dependencies: state.dependencies,
    propertyDependencies: state.propertyDependencies,
  };
}

function providerState(deployment: Deployment, reference: string): ResourceState | undefined {
  const { urn } = parseProviderReference(reference);
  return deployment.news.get(urn) ?? deployment.previous.byUrn.get(urn);
}

function present(verdict: { passed: readonly string[]; failed: readonly string[] }): {
  passed?: readonly string[];
  failed?: readonly string[];
} {
  return {
    ...(verdict.passed.length > 0 ? { passed: verdict.passed } : {}),
    ...(verdict.failed.length > 0 ? { failed: verdict.failed } : {}),
  };
}
