import * as path from "node:path";
import { resolveHome } from "../../../home";
import { listControlPlanes } from "../../../kubernetes";
import type { PropertyMap } from "../../../wire/values";
import { listAt, textAt } from "../objects/object";

/**
 * The token that `aws eks get-token` stands for, when the server is a control plane of this home: the local cloud
 * knows it, and there is no AWS to ask. Anything else is `undefined`, and the command is run.
 *
 * @param exec The `exec` of a kubeconfig's user.
 * @param server Address of the API server.
 */
export function localEksToken(exec: PropertyMap, server: string): string | undefined {
  const args = listAt(exec, "args");
  const asksEks =
    path.basename(textAt(exec, "command")) === "aws" && args[0] === "eks" && args[1] === "get-token";
  if (!asksEks) return undefined;
  return listControlPlanes(resolveHome())
    .find((controlPlane) => controlPlane.server === server)
    ?.token();
}
