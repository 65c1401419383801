import { containsSecret, type PropertyMap } from "../../wire/values";
import { Unsupported } from "../failure";
import { NO_CHANGE } from "../plan/diff";
import type { ObjectAnswer, Provider } from "./provider";

/**
 * Finds the outputs of a stack of the same backend.
 *
 * @param name `stack`, `project/stack` or `organization/project/stack`.
 * @throws Error when there is no such stack.
 */
export type StackOutputs = (name: string) => Promise<PropertyMap>;

/** The type by which a program reads the outputs of another stack. */
const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** The provider of the package `pulumi`: references to other stacks of the same backend, and nothing else. */
export function builtinProvider(outputsOf: StackOutputs): Provider {
  const refuse = (what: string): Promise<never> => Promise.reject(new Unsupported(what));
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    checkConfig: (_urn, _olds, news) => Promise.resolve({ inputs: news, failures: [] }),
    diffConfig: () => Promise.resolve(NO_CHANGE),
    configure: () => undefined,
    settled: nothing,
    check: (urn) => refuse(`creating ${urn} with the engine's own provider`),
    diff: () => Promise.resolve(NO_CHANGE),
    create: (urn) => refuse(`creating ${urn} with the engine's own provider`),
    update: (old) => refuse(`updating ${old.urn} with the engine's own provider`),
    read: (urn, id, known) => readReference(urn, id, known?.inputs ?? {}, outputsOf),
    delete: nothing,
    invoke: (token) => refuse(`the function ${token}`),
    cancel: nothing,
    close: nothing,
  };
}

async function readReference(
  urn: string,
  id: string,
  inputs: PropertyMap,
  outputsOf: StackOutputs,
): Promise<ObjectAnswer> {
  if (!urn.includes(`${STACK_REFERENCE}::`))
    throw new Unsupported(`reading ${urn} with the engine's own provider`);
  const { name } = inputs;
  const outputs = await outputsOf(typeof name === "string" ? name : id);
  const secrets = Object.entries(outputs).filter(([, value]) => containsSecret(value));
  return {
    id,
    inputs,
    outputs: { name: name ?? id, outputs, secretOutputNames: secrets.map(([secretName]) => secretName) },
    initErrors: [],
  };
}
