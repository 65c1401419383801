import { kubectlSkew, parseMinor, type KubernetesMinor } from "../../catalogue/kubernetes-minors";
import type { Architecture, System } from "../recording";
import { compareVersions } from "./versions";

/**
 * The kubectl that fits all API servers: the newest minor within one of each of them, in the newest patch that a
 * server of that minor runs, else its first one.
 *
 * @param servers - versions such as `v1.36.3` or `v1.36.3-eks-1234`
 * @returns a version such as `1.36.3`; `undefined` when there is no server, or none fits all
 */
export function kubectlThatFits(servers: readonly string[]): string | undefined {
  const known = servers.flatMap((text) => {
    const minor = parseMinor(text);
    return minor === undefined
      ? []
      : [{ minor, patch: /^v?(\d+\.\d+\.\d+)/.exec(text)?.[1] ?? `${minor}.0` }];
  });
  const minors = [...new Set(known.flatMap(({ minor }) => neighboursOf(minor)))];
  const fitting = minors.filter((minor) =>
    known.every((server) => kubectlSkew(minor, server.minor).verdict === "ok"),
  );
  const served = new Set(known.map(({ minor }) => minor));
  const best = fitting.sort((a, b) => rank(b, served) - rank(a, served) || compareVersions(b, a)).at(0);
  if (best === undefined) return undefined;
  const patches = known.filter(({ minor }) => minor === best).map(({ patch }) => patch);
  return patches.sort(compareVersions).at(-1) ?? `${best}.0`;
}

/** A minor that a server runs is better than one that merely fits: its patch release is known. */
function rank(minor: KubernetesMinor, served: ReadonlySet<KubernetesMinor>): number {
  return served.has(minor) ? 1 : 0;
}

function neighboursOf(minor: KubernetesMinor): readonly KubernetesMinor[] {
  const number = Number(minor.slice("1.".length));
  return [number - 1, number, number + 1].map((each): KubernetesMinor => `1.${each}`);
}

/** Where kubectl is published. @see https://kubernetes.io/docs/tasks/tools/ */
export const KUBECTL_SITE = "https://dl.k8s.io";

/** Path of a release of kubectl on {@link KUBECTL_SITE}; its SHA-256 is at the same path with `.sha256`. */
export function kubectlPath(version: string, system: System, architecture: Architecture): string {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[system];
  const file = system === "win32" ? "kubectl.exe" : "kubectl";
  return `/release/v${version}/bin/${os}/${architecture === "x64" ? "amd64" : "arm64"}/${file}`;
}

/** The commands that download, check and install a release of kubectl, for the shell of the system. */
export function installCommands(
  version: string,
  system: System,
  architecture: Architecture,
): readonly string[] {
  const url = KUBECTL_SITE + kubectlPath(version, system, architecture);
  if (system === "win32") {
    return [
      `curl.exe -LO ${url}`,
      `curl.exe -LO ${url}.sha256`,
      'if ((Get-FileHash -Algorithm SHA256 .\\kubectl.exe).Hash -ne (Get-Content .\\kubectl.exe.sha256)) { throw "kubectl.exe: wrong checksum" }',
      'New-Item -ItemType Directory -Force "$env:LOCALAPPDATA\\Programs\\kubectl" | Out-Null',
      'Move-Item -Force .\\kubectl.exe "$env:LOCALAPPDATA\\Programs\\kubectl"',
    ];
  }
  const sum = system === "darwin" ? "shasum -a 256" : "sha256sum";
  return [
    `curl -LO ${url}`,
    `curl -LO ${url}.sha256`,
    `echo "$(cat kubectl.sha256)  kubectl" | ${sum} --check`,
    "mkdir -p ~/.local/bin && install -m 0755 kubectl ~/.local/bin/kubectl",
  ];
}
