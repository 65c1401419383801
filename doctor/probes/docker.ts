import * as fs from "node:fs";
import * as path from "node:path";

import type { DockerOutcomes, System } from "../recording";
import type { Run } from "./command";

/** Where Docker Desktop installs itself. @see https://docs.docker.com/desktop/ */
function desktopFolders(system: System, env: NodeJS.ProcessEnv): readonly string[] {
  switch (system) {
    case "linux":
      return ["/opt/docker-desktop"];
    case "darwin":
      return ["/Applications/Docker.app"];
    case "win32":
      return [
        path.win32.join(env["ProgramFiles"] ?? "C:\\Program Files", "Docker", "Docker"),
        path.win32.join(env["LOCALAPPDATA"] ?? "", "Programs", "DockerDesktop"),
      ];
  }
}

/** Asks for Docker, without its registries and proxies, which may hold passwords. */
export async function probeDocker(
  system: System,
  run: Run,
  env: NodeJS.ProcessEnv = process.env,
): Promise<DockerOutcomes> {
  const desktopFolder = desktopFolders(system, env).find((folder) => fs.existsSync(folder));
  const info = await run("docker", [
    "info",
    "--format",
    "{{.OperatingSystem}}|{{.OSType}}|{{.ServerVersion}}",
  ]);
  return { ...(desktopFolder === undefined ? {} : { desktopFolder }), info };
}
