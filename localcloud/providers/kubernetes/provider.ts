import type { EngineLog, Provider } from "../provider";
import { Unsupported } from "../provider";
import { check } from "./check";
import { checkConfig } from "./config/check-config";
import { diffConfig } from "./config/diff-config";
import { readOptions } from "./config/options";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { read } from "./read";
import type { Session } from "./session";
import { openSession } from "./session";
import { update } from "./update";

/**
 * The stand-in for Pulumi's Kubernetes provider 4.34: it does to a real API server what that provider does, as far
 * as this project's programs need it.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/
 */
export function kubernetesProvider(): Provider {
  const ended = new AbortController();
  let session: Session | undefined;
  const configured = (): Session => {
    if (session === undefined)
      throw new Error("the Kubernetes provider was not configured before it was used");
    return session;
  };
  return {
    supportsAutonamingConfiguration: true,
    checkConfig: (request) => checkConfig(request),
    diffConfig,
    configure: (request, log: EngineLog) => {
      session = openSession(readOptions(request), log, ended.signal);
    },
    check: (request) => check(request, configured()),
    diff: (request) => diff(request, configured()),
    create: (request) => create(request, configured()),
    read: (request) => read(request, configured()),
    update: (request) => update(request, configured()),
    delete: (request) => remove(request, configured()),
    invoke: (request) => {
      throw new Unsupported(`the local cloud's Kubernetes provider has no function ${request.token}`);
    },
    cancel: () => {
      ended.abort();
    },
  };
}
