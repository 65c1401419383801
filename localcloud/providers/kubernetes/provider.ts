import type { EngineLog, Provider } from "../provider";
import { check } from "./check";
import { checkConfig } from "./config/check-config";
import { diffConfig } from "./config/diff-config";
import { readOptions } from "./config/options";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import {
  checkRelease,
  createRelease,
  diffRelease,
  HELM_RELEASE,
  readRelease,
  updateRelease,
} from "./helm-release";
import { invoke } from "./invoke";
import { toObject } from "./objects/checkpoint";
import { idOf } from "./objects/metadata";
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
    check: (request) => {
      const session = configured();
      return request.type === HELM_RELEASE ? checkRelease(request, session) : check(request, session);
    },
    diff: (request) => (request.type === HELM_RELEASE ? diffRelease(request) : diff(request, configured())),
    create: (request) => {
      const session = configured();
      return request.type === HELM_RELEASE ? createRelease(request, session) : create(request, session);
    },
    // A release is only recorded: there is nothing to find.
    idFor: ({ type, inputs }) => (type === HELM_RELEASE ? undefined : idOf(toObject(inputs))),
    read: (request) => (request.type === HELM_RELEASE ? readRelease(request) : read(request, configured())),
    update: (request) => {
      const session = configured();
      return request.type === HELM_RELEASE ? updateRelease(request, session) : update(request, session);
    },
    // A release that was only recorded leaves nothing behind.
    delete: (request) => (request.type === HELM_RELEASE ? undefined : remove(request, configured())),
    invoke: (request) => invoke(request, configured()),
    cancel: () => {
      ended.abort();
    },
  };
}
