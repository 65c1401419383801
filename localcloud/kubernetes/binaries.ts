import { execFile } from "node:child_process";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

import { cacheDir } from "../home";
import { withLock } from "./lock";
import { asStep, type Progress } from "./progress";
import { kubernetesRelease, TOOLS } from "./versions";

const run = promisify(execFile);

/** The programs of a control plane, as absolute paths. */
export interface Binaries {
  readonly etcd: string;
  readonly "kube-apiserver": string;
  readonly "kube-controller-manager": string;
  readonly "kube-scheduler": string;
  readonly kwok: string;
}

/** The name of one program of a control plane. */
export type Component = keyof Binaries;

/** The oldest Go that compiles the pinned modules (the `go` line of tools/kubernetes/go.mod). */
const OLDEST_GO = { major: 1, minor: 26 } as const;

interface Source {
  /** Folder under tools/ whose go.mod pins the version. */
  readonly module: "etcd" | "kubernetes" | "kwok";
  readonly package: string;
}

const SOURCES: Readonly<Record<Component, Source>> = {
  etcd: { module: "etcd", package: "go.etcd.io/etcd/server/v3" },
  "kube-apiserver": { module: "kubernetes", package: "k8s.io/kubernetes/cmd/kube-apiserver" },
  "kube-controller-manager": {
    module: "kubernetes",
    package: "k8s.io/kubernetes/cmd/kube-controller-manager",
  },
  "kube-scheduler": { module: "kubernetes", package: "k8s.io/kubernetes/cmd/kube-scheduler" },
  kwok: { module: "kwok", package: "sigs.k8s.io/kwok/cmd/kwok" },
};

/** The programs in the order in which they are built: the quick one first, so that a broken Go shows early. */
export const COMPONENTS = Object.keys(SOURCES) as readonly Component[];

/** Go is missing, too old, or could not build one of the programs. */
export class BinariesError extends Error {
  override readonly name = "BinariesError";
}

/**
 * The programs of a control plane, built from their Go modules unless they have been before.
 *
 * They live in the user's cache under a digest of what they are built from, so that a changed pin builds anew and
 * checkouts with the same pins share one build. Several processes that need them at once build them once.
 *
 * @param progress Told about each build; a first build takes minutes.
 * @throws {@link BinariesError} when Go is missing, too old, or fails.
 */
export async function ensureBinaries(progress?: Progress, cache = cacheDir()): Promise<Binaries> {
  const folder = path.join(cache, "bin", digestOfSources());
  if (fs.existsSync(folder)) return binariesIn(folder);
  return withLock(
    path.join(cache, "bin", ".lock"),
    async () => {
      if (!fs.existsSync(folder)) await buildInto(folder, progress);
      return binariesIn(folder);
    },
    {
      onWait: (holder) => progress?.(`waiting for process ${holder}, which builds the same`),
    },
  );
}

/** What the binaries are made of, as the name of the folder that holds them. */
function digestOfSources(): string {
  const hash = crypto.createHash("sha256");
  for (const module of new Set(COMPONENTS.map((component) => SOURCES[component].module))) {
    for (const file of ["go.mod", "go.sum"]) hash.update(fs.readFileSync(path.join(TOOLS, module, file)));
  }
  for (const component of COMPONENTS) hash.update(buildArguments(component, "").join("\0"));
  return `${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 16)}`;
}

function binariesIn(folder: string): Binaries {
  return {
    etcd: path.join(folder, "etcd"),
    "kube-apiserver": path.join(folder, "kube-apiserver"),
    "kube-controller-manager": path.join(folder, "kube-controller-manager"),
    "kube-scheduler": path.join(folder, "kube-scheduler"),
    kwok: path.join(folder, "kwok"),
  };
}

async function buildInto(folder: string, progress: Progress | undefined): Promise<void> {
  await checkGo();
  // The lock is ours, so whatever a builder that died left behind is nobody's.
  const parent = path.dirname(folder);
  for (const name of fs.readdirSync(parent)) {
    if (name.startsWith("building-")) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
  const building = fs.mkdtempSync(path.join(parent, "building-"));
  try {
    for (const [index, component] of COMPONENTS.entries()) {
      const what = `building ${component} (${index + 1} of ${COMPONENTS.length}, once on this machine)`;
      await asStep(what, progress, () => build(component, building));
    }
    fs.renameSync(building, folder);
  } finally {
    fs.rmSync(building, { recursive: true, force: true });
  }
}

function buildArguments(component: Component, output: string): string[] {
  return ["build", "-trimpath", "-ldflags", linkerFlags(component), "-o", output, SOURCES[component].package];
}

function linkerFlags(component: Component): string {
  if (SOURCES[component].module !== "kubernetes") return "-s -w";
  const release = kubernetesRelease();
  const [major = "", minor = ""] = release.split(".");
  const version = "-X k8s.io/component-base/version.";
  return [
    "-s -w",
    `${version}gitVersion=v${release}`,
    `${version}gitMajor=${major}`,
    `${version}gitMinor=${minor}`,
    `${version}gitTreeState=clean`,
  ].join(" ");
}

/** The user's own flags and workspaces are for the user's own code and would break or change this build. */
const goEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  CGO_ENABLED: "0",
  GOFLAGS: "-mod=readonly",
  GOWORK: "off",
});

async function build(component: Component, folder: string): Promise<void> {
  const cwd = path.join(TOOLS, SOURCES[component].module);
  try {
    await run("go", buildArguments(component, path.join(folder, component)), {
      cwd,
      env: goEnvironment(),
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    throw new BinariesError(
      `Go could not build ${component} in ${cwd}:\n${lastLines(textOf(error), 15)}\n` +
        "A first build downloads Go modules: check the network and `go env GOPROXY`, then run the command again; what is built already is kept by Go.",
    );
  }
}

async function checkGo(): Promise<void> {
  const need =
    `The local cloud builds a real Kubernetes control plane once, with Go ${OLDEST_GO.major}.${OLDEST_GO.minor} or newer. ` +
    "Install it (https://go.dev/doc/install), see that `go version` answers in a new shell, and run the command again.";
  let version: string;
  try {
    // Inside the module, where a Go of 1.21 or newer may fetch the newer toolchain that go.mod asks for.
    version = (
      await run("go", ["env", "GOVERSION"], { cwd: path.join(TOOLS, "kubernetes"), env: goEnvironment() })
    ).stdout;
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new BinariesError(
      missing
        ? `There is no Go on PATH. ${need}`
        : `Go does not answer: ${lastLines(textOf(error), 3)}\n${need}`,
    );
  }
  if (!isRecentEnough(version)) throw new BinariesError(`Go is too old: ${version.trim()}. ${need}`);
}

/** Whether the output of `go env GOVERSION` names a Go that compiles the pinned modules. */
export function isRecentEnough(goVersion: string): boolean {
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(goVersion) ?? [];
  if (major === undefined || minor === undefined) return false;
  return (
    Number(major) > OLDEST_GO.major || (Number(major) === OLDEST_GO.major && Number(minor) >= OLDEST_GO.minor)
  );
}

function textOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "stderr" in error && typeof error.stderr === "string") {
    if (error.stderr.trim() !== "") return error.stderr;
  }
  return error instanceof Error ? error.message : String(error);
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
