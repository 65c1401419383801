import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { resolveHome, type Home } from "../../../localcloud/home";
import { deleteControlPlane } from "../../../localcloud/kubernetes";

/** A first build of the control plane takes minutes; later tests find it in the user's cache. */
export const BUILD_TIMEOUT_MILLISECONDS = 30 * 60_000;

/** A home of the local cloud in a folder of its own. */
export function temporaryHome(): Home {
  return resolveHome({ MULLION_HOME: fs.mkdtempSync(path.join(os.tmpdir(), "mullion-kubernetes-")) });
}

/** Ends and removes everything of a home. */
export async function removeHome(home: Home): Promise<void> {
  // Not listControlPlanes: what is half-made must go, too.
  const ids = fs.existsSync(home.kubernetes) ? fs.readdirSync(home.kubernetes) : [];
  for (const id of ids.filter((name) => !name.startsWith("."))) await deleteControlPlane(home, id);
  fs.rmSync(home.root, { recursive: true, force: true });
}

/** The command lines of all processes of this machine that name a folder. */
export function processesNaming(folder: string): readonly string[] {
  return commandLines().filter((commandLine) => commandLine.includes(folder));
}

function commandLines(): readonly string[] {
  if (process.platform !== "linux") {
    return execFileSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" }).split("\n");
  }
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    });
}
