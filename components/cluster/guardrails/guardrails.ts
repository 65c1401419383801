import * as admission from "@pulumi/kubernetes/admissionregistration/v1";
import * as pulumi from "@pulumi/pulumi";
import type { Platform } from "../../platform";
import type { Guardrail } from "./guardrail";
import { bindingArgs, policyArgs } from "./policy-objects";
import { guardrails } from "./rules";
import type { GuardrailSettings } from "./settings";

/** Arguments of {@link Guardrails}. */
export interface GuardrailsArgs {
  readonly platform: Platform;
  readonly settings: GuardrailSettings;
}

/** Rules of the policy pack, held by the API server against everybody who deploys: a policy and a binding for each. */
export class Guardrails extends pulumi.ComponentResource {
  constructor(name: string, { platform, settings }: GuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Guardrails", name, {}, { providers: [platform.provider], ...opts });
    for (const guardrail of guardrails) this.createPolicy(name, guardrail, settings);
    this.registerOutputs({});
  }

  private createPolicy(name: string, guardrail: Guardrail, settings: GuardrailSettings): void {
    const args = policyArgs(guardrail, settings);
    if (args === undefined) return;
    const policy = new admission.ValidatingAdmissionPolicy(`${name}-${guardrail.name}`, args, {
      parent: this,
    });
    new admission.ValidatingAdmissionPolicyBinding(
      `${name}-${guardrail.name}-binding`,
      bindingArgs(guardrail, settings),
      { parent: this, dependsOn: [policy] },
    );
  }
}
