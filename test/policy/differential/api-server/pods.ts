import fc from "fast-check";
import type { Json } from "../../../../policy/wire";

const id = fc.constantFrom(0, 1000);
const bool = fc.boolean();

/** Each field that one OS has and the other does not, with values that mean something and values that do not. */
const podFields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  hostPID: bool,
  hostIPC: bool,
  hostUsers: bool,
  shareProcessNamespace: bool,
  resources: fc.constantFrom({}, { limits: { cpu: "1" } }, { requests: { memory: "1Gi" } }),
};
const podContextFields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  appArmorProfile: fc.constant({ type: "RuntimeDefault" }),
  seLinuxOptions: fc.constantFrom({}, { level: "s0:c123,c456" }),
  seLinuxChangePolicy: fc.constantFrom("MountOption", "Recursive"),
  seccompProfile: fc.constant({ type: "RuntimeDefault" }),
  fsGroup: id,
  fsGroupChangePolicy: fc.constantFrom("OnRootMismatch", "Always"),
  sysctls: fc.constantFrom([], [{ name: "net.core.somaxconn", value: "1024" }]),
  runAsUser: id,
  runAsGroup: id,
  runAsNonRoot: bool,
  supplementalGroups: fc.constantFrom([], [1000]),
  supplementalGroupsPolicy: fc.constantFrom("Merge", "Strict"),
  windowsOptions: fc.constantFrom({}, { runAsUserName: "ContainerUser" }, { gmsaCredentialSpecName: "web" }),
};
const containerContextFields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  appArmorProfile: fc.constant({ type: "RuntimeDefault" }),
  seLinuxOptions: fc.constantFrom({}, { level: "s0:c123,c456" }),
  seccompProfile: fc.constant({ type: "RuntimeDefault" }),
  capabilities: fc.constantFrom({}, { drop: ["ALL"] }),
  readOnlyRootFilesystem: bool,
  privileged: bool,
  allowPrivilegeEscalation: bool,
  procMount: fc.constant("Default"),
  runAsUser: id,
  runAsGroup: id,
  runAsNonRoot: bool,
  windowsOptions: fc.constantFrom({}, { runAsUserName: "ContainerUser" }),
};

/** An object with few of these fields. */
function some(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Json> {
  return fc
    .subarray(Object.keys(fields), { maxLength: 3 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, fields[name] ?? fc.constant(undefined)]))),
    );
}

function container(name: string): fc.Arbitrary<Json> {
  return fc.option(some(containerContextFields), { nil: undefined }).map((securityContext) => ({
    name,
    image: "registry.example/shop/web:1.4",
    ...(securityContext === undefined ? {} : { securityContext }),
  }));
}

/** Any pod that says its OS, with fields of either OS. */
export const podsOfAnOs: fc.Arbitrary<Json> = fc
  .record({
    os: fc.constantFrom("windows", "linux"),
    own: some(podFields),
    securityContext: fc.option(some(podContextFields), { nil: undefined }),
    app: container("app"),
    init: fc.option(container("init"), { nil: undefined }),
  })
  .map(({ os, own, securityContext, app, init }) => ({
    ...own,
    os: { name: os },
    nodeSelector: { "kubernetes.io/os": os },
    ...(securityContext === undefined ? {} : { securityContext }),
    ...(init === undefined ? {} : { initContainers: [init] }),
    containers: [app],
  }));

const letter = fc.constantFrom(...'aZ9 ._-\\"/[]:;|=,+*?<>@ü\u0007'.split(""));
const word = fc.oneof(
  fc.string({ unit: letter, maxLength: 6 }),
  fc.constantFrom(
    "ContainerUser",
    "ContainerAdministrator",
    "NT AUTHORITY",
    "Local service",
    ".",
    "..",
    "corp.example.com",
  ),
  fc.integer({ min: 13, max: 17 }).map((length) => "n".repeat(length)),
  fc.integer({ min: 102, max: 106 }).map((length) => "u".repeat(length)),
  fc.integer({ min: 253, max: 257 }).map((length) => "d".repeat(length)),
);

/** Names of accounts, right and wrong. */
export const userNames: fc.Arbitrary<string> = fc.oneof(
  word,
  fc.tuple(word, word).map(([domain, user]) => `${domain}\\${user}`),
);
