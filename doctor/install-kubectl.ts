import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { KUBECTL_SITE, kubectlPath, kubectlThatFits } from "./judge/kubectl-that-fits";
import { serversOf } from "./judge/kubectl";
import type { Recording } from "./recording";

/** A release of kubectl, and where it goes. */
export interface KubectlInstallation {
  /** For example `1.36.3`. */
  readonly version: string;
  readonly url: string;
  /** Path of the installed program. */
  readonly file: string;
}

/**
 * What to install so that kubectl fits every API server that was seen; `undefined` when there is none, or no single
 * one that fits all.
 */
export function kubectlToInstall(
  recording: Recording,
  env: NodeJS.ProcessEnv = process.env,
  site = KUBECTL_SITE,
): KubectlInstallation | undefined {
  const version = kubectlThatFits(serversOf(recording).map((server) => server.version));
  if (version === undefined) return undefined;
  const { system, architecture } = recording;
  const folder =
    system === "win32"
      ? path.join(env["LOCALAPPDATA"] ?? os.homedir(), "Programs", "kubectl")
      : path.join(env["HOME"] ?? os.homedir(), ".local", "bin");
  const file = path.join(folder, system === "win32" ? "kubectl.exe" : "kubectl");
  return { version, url: site + kubectlPath(version, system, architecture), file };
}

/**
 * Downloads kubectl, checks its SHA-256 and puts it in place in one step: a wrong or broken download leaves what was
 * there.
 *
 * @throws Error when the site does not answer, or the checksum is wrong
 * @see https://kubernetes.io/docs/tasks/tools/install-kubectl-windows/
 */
export async function installKubectl({ url, file }: KubectlInstallation): Promise<void> {
  const [program, checksum] = await Promise.all([download(url), download(`${url}.sha256`)]);
  const expected = checksum.toString("utf8").trim();
  const found = createHash("sha256").update(program).digest("hex");
  if (!/^[0-9a-f]{64}$/.test(expected)) {
    throw new Error(`${url}.sha256 holds no SHA-256; nothing was installed`);
  }
  if (found !== expected) {
    throw new Error(`${url} has the SHA-256 ${found}, and ${expected} was published; nothing was installed`);
  }
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${String(process.pid)}`;
  fs.writeFileSync(unfinished, program, { mode: 0o755 });
  fs.renameSync(unfinished, file);
}

async function download(url: string): Promise<Buffer> {
  const answer = await fetch(url).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${url} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  if (!answer.ok) throw new Error(`${url} answers ${String(answer.status)}; nothing was installed`);
  return Buffer.from(await answer.arrayBuffer());
}
