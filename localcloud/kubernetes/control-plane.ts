import * as fs from "node:fs";
import * as path from "node:path";

import { COMPONENTS, type Component } from "./binaries";
import { KubernetesClient } from "./client";
import { Layout } from "./components";
import { ADMIN, authorityOf, readUsers, renderKubeconfig, type KubeconfigNames } from "./credentials";
import { findRunning, type RunningProcess } from "./processes";
import type { ControlPlaneRecord } from "./record";

/** A control plane could not be made, found or started. */
export class ControlPlaneError extends Error {
  override readonly name = "ControlPlaneError";
}

/** A control plane on this machine: where it listens, and who may come in. */
export class ControlPlane {
  /** Address of the API server, with port. */
  readonly server: string;
  readonly serviceCidr: string;
  /** The Kubernetes minor that it acts as; the program itself is of the pinned release. */
  readonly emulates: string;

  /** @internal */
  constructor(
    readonly id: string,
    /** Where its files are. */
    readonly folder: string,
    record: ControlPlaneRecord,
  ) {
    this.server = `https://127.0.0.1:${record.port}`;
    this.serviceCidr = record.serviceCidr;
    this.emulates = record.emulates;
  }

  /**
   * Certificate of the authority that vouches for the API server, which makes it at its first start.
   * @throws {@link ControlPlaneError} when it has never got that far.
   */
  get caPem(): string {
    const file = path.join(this.folder, Layout.certificate);
    const authority = fs.existsSync(file) ? authorityOf(fs.readFileSync(file, "utf8")) : undefined;
    if (authority !== undefined) return authority;
    throw new ControlPlaneError(
      `Control plane "${this.id}" has never come up: its start was broken off. Run the command again.`,
    );
  }

  /** The bearer token of a user. @default the administrator @throws {@link ControlPlaneError} for a stranger. */
  token(user: string = ADMIN): string {
    const users = readUsers(path.join(this.folder, Layout.users));
    const known = users.find((one) => one.name === user);
    if (known !== undefined) return known.token;
    const names = users.map((one) => one.name).join(", ");
    throw new ControlPlaneError(`Control plane "${this.id}" has no user "${user}"; it has ${names}.`);
  }

  /** A kubeconfig, as YAML, whose entries have the given names and whose credential is that of the given user. */
  kubeconfig(names: KubeconfigNames, user: string = ADMIN): string {
    return renderKubeconfig(names, this.server, this.caPem, this.token(user));
  }

  /** A client that asks as the given user. Whoever asks for it closes it. */
  client(user: string = ADMIN): KubernetesClient {
    return new KubernetesClient({ server: this.server, caPem: this.caPem, token: this.token(user) });
  }

  /** The programs that run now; all five when the control plane is whole. */
  processes(): readonly RunningProcess[] {
    return COMPONENTS.map((name) => findRunning(this.folder, name)).filter((found) => found !== undefined);
  }

  /** Whether all five programs run. */
  get running(): boolean {
    return this.processes().length === COMPONENTS.length;
  }

  /** Process ids by program, of those that run now. */
  get pids(): Readonly<Partial<Record<Component, number>>> {
    return Object.fromEntries(this.processes().map(({ name, pid }) => [name, pid]));
  }
}
