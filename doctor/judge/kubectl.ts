import { kubectlSkew, parseMinor } from "../../catalogue/kubernetes-minors";
import type { Finding } from "../finding";
import { outputOf, type Architecture, type KubectlCopy, type Recording } from "../recording";
import { jsonOf, textAt } from "./json";
import { installCommands, kubectlThatFits } from "./kubectl-that-fits";

const check = "kubectl";
const page = "docs/guides/local-development.md#kubectl";

/** The API servers that answered, with their versions. */
export function serversOf({
  contexts,
}: Recording): readonly { readonly context: string; readonly version: string }[] {
  return contexts.flatMap(({ context, version }) => {
    const text = textAt(jsonOf(outputOf(version)), "serverVersion", "gitVersion");
    return text === "" ? [] : [{ context, version: text }];
  });
}

/** Whether the kubectl that runs is there, made for this machine, the wanted one of several, and fits every server. */
export function judgeKubectl(recording: Recording): readonly Finding[] {
  const [first, ...others] = recording.kubectls;
  if (first === undefined) return [missing(recording)];
  const version = clientVersion(first);
  if (version === undefined) return [broken(first)];
  const findings = [
    ...architectureFindings(first, recording.architecture),
    ...shadowFindings(first, others),
    ...skewFindings(recording, first, others),
  ];
  return findings.length > 0
    ? findings
    : [{ check, level: "ok", cause: `kubectl ${version} (${first.path}) fits ${serversText(recording)}.` }];
}

function serversText(recording: Recording): string {
  const servers = serversOf(recording);
  return servers.length === 0
    ? "this machine; no API server answered to compare it with"
    : `the API server${servers.length === 1 ? "" : "s"} ${servers.map((server) => server.version).join(", ")}`;
}

function clientVersion({ version }: KubectlCopy): string | undefined {
  const text = textAt(jsonOf(outputOf(version)), "clientVersion", "gitVersion");
  return text === "" ? undefined : text;
}

function missing(recording: Recording): Finding {
  return {
    check,
    level: "warning",
    cause: "There is no kubectl on PATH.",
    consequence: "No cluster can be looked at from here, neither by you nor by this command.",
    fix: installation(recording),
    page,
  };
}

function broken({ path, version }: KubectlCopy): Finding {
  const what =
    version.kind === "timeout" ? `does not answer within ${version.seconds} s` : "does not say its version";
  return {
    check,
    level: "error",
    cause: `${path} ${what}.`,
    consequence: "No cluster can be looked at from here.",
    fix: `Run "${path} version --client" and see what it says; install it again if it is broken.`,
    page,
  };
}

const names: Readonly<Record<Architecture, string>> = { x64: "amd64", arm64: "arm64" };

function architectureFindings(copy: KubectlCopy, architecture: Architecture): readonly Finding[] {
  const platform = textAt(jsonOf(outputOf(copy.version)), "clientVersion", "platform");
  const made = platform.split("/")[1] ?? "";
  if (made === "" || made === names[architecture]) return [];
  return [
    {
      check,
      level: "warning",
      cause: `${copy.path} is made for ${platform}; this machine is ${names[architecture]}.`,
      consequence: "It runs by translation, slower, or not at all after an update of the system.",
      fix: `Install the ${names[architecture]} build instead.`,
      page,
    },
  ];
}

/** Folders of Docker Desktop in which its own kubectl lies. @see https://docs.docker.com/desktop/ */
function isDockers({ realPath }: KubectlCopy): boolean {
  return /Docker\.app\/|[\\/](Docker|DockerDesktop)[\\/]resources[\\/]bin[\\/]|\/opt\/docker-desktop\//i.test(
    realPath,
  );
}

function shadowFindings(first: KubectlCopy, others: readonly KubectlCopy[]): readonly Finding[] {
  const own = others.find((copy) => !isDockers(copy));
  if (!isDockers(first) || own === undefined) return [];
  return [
    {
      check,
      level: "warning",
      cause: `Docker Desktop's kubectl (${first.path}, ${clientVersion(first) ?? "?"}) comes before ${own.path} (${clientVersion(own) ?? "?"}) on PATH.`,
      consequence:
        "The one you installed is never run, and Docker Desktop changes the version with its updates.",
      fix: `Put the folder of ${own.path} before that of ${first.path} on PATH.`,
      page,
    },
  ];
}

function skewFindings(
  recording: Recording,
  first: KubectlCopy,
  others: readonly KubectlCopy[],
): readonly Finding[] {
  const apart = serversApart(first, recording);
  if (apart.length === 0) return [];
  const list = apart.map((server) => `${server.version} (context ${server.context})`).join(", ");
  const fitting = others.find((copy) => serversApart(copy, recording).length === 0);
  return [
    {
      check,
      level: "warning",
      cause: `${first.path} is ${clientVersion(first) ?? "?"}, more than one minor apart from ${list}.`,
      consequence:
        "Outside of one minor kubectl is not supported: fields are dropped, commands fail in odd ways.",
      fix:
        fitting === undefined
          ? installation(recording)
          : `${fitting.path} (${clientVersion(fitting) ?? "?"}) fits: put its folder first on PATH.`,
      page,
    },
  ];
}

function serversApart(copy: KubectlCopy, recording: Recording): ReturnType<typeof serversOf> {
  const client = parseMinor(clientVersion(copy) ?? "");
  if (client === undefined) return [];
  return serversOf(recording).filter((server) => {
    const minor = parseMinor(server.version);
    return minor !== undefined && kubectlSkew(client, minor).verdict !== "ok";
  });
}

/** What to install: for one version the commands, for clusters too far apart a copy for each. */
function installation(recording: Recording): string {
  const { system, architecture } = recording;
  const servers = serversOf(recording).map(({ version }) => version);
  const version = kubectlThatFits(servers);
  if (version !== undefined) return installCommands(version, system, architecture).join("\n");
  if (servers.length === 0)
    return "Install the newest one: https://kubernetes.io/docs/tasks/tools/ (version at https://dl.k8s.io/release/stable.txt)";
  return `No kubectl fits all of them (${servers.join(", ")}): keep one for each under its own name, such as kubectl-${parseMinor(servers[0] ?? "") ?? "1.x"}.`;
}
