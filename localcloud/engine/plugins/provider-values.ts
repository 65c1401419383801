import type { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { containsUnknown, fromStruct, mapValues, toStruct, type PropertyMap } from "../../wire/values";
import { downgradeOutputs, marshal, restoreSecrets } from "../values/marshal";
import { CallError } from "./call";
import type { ObjectAnswer } from "./provider";
import type { ProviderConnection } from "./provider-connection";

type Struct = ReturnType<typeof toStruct>;

/** Values on their way to a provider and back, in the form that it understands. */
export class ProviderValues {
  /** What the provider has said that it understands and does. */
  accepts = { secrets: false, resources: false, preview: false, names: false };

  constructor(private readonly line: Pick<ProviderConnection, "fault">) {}

  /** Properties for the provider. */
  sent(map: PropertyMap): Struct {
    return toStruct(marshal(map, this.accepts));
  }

  /** Properties from the provider; what was secret when it was sent is secret again. */
  received(struct: Struct | undefined, sent: PropertyMap): PropertyMap {
    const map = mapValues(fromStruct(struct), (value) => downgradeOutputs(value, new Set()));
    return this.accepts.secrets ? map : restoreSecrets(map, sent);
  }

  /**
   * The object that a call answers with, also when the provider says that it is there but not healthy.
   *
   * @param about The call, what was sent with it, the ID as far as it is known, and whether it was a preview.
   */
  async object(
    about: {
      readonly method: string;
      readonly inputs: PropertyMap;
      readonly id: string;
      readonly preview?: boolean;
    },
    ask: () => Promise<ObjectAnswer>,
  ): Promise<ObjectAnswer> {
    const answer = await ask().catch((error: unknown) => {
      if (!(error instanceof CallError) || error.initFailed === undefined) throw error;
      return this.#unhealthy(error.initFailed, about.inputs, about.id);
    });
    return about.preview === true ? answer : this.#withoutUnknowns(about.method, answer);
  }

  #unhealthy(failed: ErrorResourceInitFailed, inputs: PropertyMap, id: string): ObjectAnswer {
    return {
      id: failed.getId() === "" ? id : failed.getId(),
      outputs: this.received(failed.getProperties(), inputs),
      ...(failed.hasInputs() ? { inputs: this.received(failed.getInputs(), inputs) } : {}),
      initErrors: failed.getReasonsList(),
    };
  }

  // The object is there and must not get lost: that something about it is not known is a reason to ask again.
  #withoutUnknowns(method: string, answer: ObjectAnswer): ObjectAnswer {
    const names = Object.keys(answer.outputs)
      .filter((name) => containsUnknown(answer.outputs[name]))
      .sort();
    if (names.length === 0) return answer;
    const known = Object.entries(answer.outputs).filter(([name]) => !names.includes(name));
    const fault = this.line.fault(method, `values that it says are not known: ${names.join(", ")}`);
    return { ...answer, outputs: Object.fromEntries(known), initErrors: [...answer.initErrors, fault] };
  }
}
