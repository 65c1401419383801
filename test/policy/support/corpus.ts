import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type Diagnostic, Judge } from "../../../policy/judge";
import { rules } from "../../../policy/rules";
import { readSettings } from "../../../policy/settings";
import { isJson, type Json } from "../../../policy/wire";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  declare,
  kubernetes,
  secret,
  type TestResource,
  urnOf,
} from "./resources";

/** A pod with one mistake, and what the whole pack says about it. */
export interface BadPod {
  readonly name: string;
  /** Spec that the mistake is made in: one that breaks no rule. */
  readonly of: "windows" | "linux";
  /** What is put into the spec; null takes a property away. */
  readonly set?: Json;
  /** What is put into its only container. */
  readonly container?: Json;
  /** Rule and words of each finding; `{spec}` is where the spec stands, `{object}` what holds it. */
  readonly findings: readonly Readonly<Record<string, string>>[];
  /** Kinds of which more is said, with that: a DaemonSet must select an OS. */
  readonly also?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

const bases: Readonly<Record<BadPod["of"], { spec: Json; container: Json }>> = {
  windows: {
    spec: {
      os: { name: "windows" },
      nodeSelector: { "kubernetes.io/os": "windows" },
      tolerations: [{ key: "os", value: "windows", effect: "NoSchedule" }],
    },
    container: {
      name: "app",
      image: "mcr.microsoft.com/windows/servercore:ltsc2022",
      resources: { limits: { cpu: "1", memory: "1Gi" } },
    },
  },
  linux: {
    spec: { os: { name: "linux" }, nodeSelector: { "kubernetes.io/os": "linux" } },
    container: { name: "app", image: "nginx:1.29.3" },
  },
};

/** How each kind holds a pod, and the path of the pod's spec in it. */
export const kinds: Readonly<Record<string, readonly [type: string, path: readonly string[]]>> = {
  Pod: ["core/v1:Pod", ["spec"]],
  Deployment: ["apps/v1:Deployment", ["spec", "template", "spec"]],
  StatefulSet: ["apps/v1:StatefulSet", ["spec", "template", "spec"]],
  DaemonSet: ["apps/v1:DaemonSet", ["spec", "template", "spec"]],
  Job: ["batch/v1:Job", ["spec", "template", "spec"]],
  CronJob: ["batch/v1:CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]],
};

/** Reads a file of bad pods. */
export function badPods(file: string): BadPod[] {
  const rows: unknown = parse(readFileSync(file, "utf8"));
  assert.ok(Array.isArray(rows) && rows.every(isJson), `${file} is a list of rows`);
  // Fixtures of this repository; a row that is none fails its test.
  return rows as unknown as BadPod[];
}

/** The pod of a row in one kind. */
export function resourceOf(
  { of, set, container }: Pick<BadPod, "of" | "set" | "container">,
  kind: string,
): TestResource {
  const [type = "", path = []] = kinds[kind] ?? [];
  const base = bases[of];
  const spec = { ...base.spec, containers: [{ ...base.container, ...container }], ...set };
  return kubernetes(
    type,
    path.reduceRight<Json>((inner, step) => ({ [step]: inner }), spec),
  );
}

/** An AKS cluster with a pool of each OS, the Windows one tainted, that no rule has anything against. */
export const hybrid: readonly TestResource[] = [
  aksCluster({
    networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" },
    windowsProfile: { adminUsername: "mullion", adminPassword: secret("x") },
  }),
  aksPool({ agentPoolName: "apps", osType: "Linux", osSKU: "Ubuntu" }, { name: "apps" }),
  aksWindowsPool({ nodeTaints: ["os=windows:NoSchedule"] }, { name: "windows" }),
];

/** What the whole pack says about one resource beside a cluster: rule and words, without the references at the end. */
export function saidAbout(resource: TestResource, stack = hybrid): string[] {
  const judge = new Judge(rules, readSettings(new Map(), "2026-11-23"));
  const declarations = [...stack, resource].map(declare);
  const diagnostics = [...declarations.flatMap((one) => judge.resource(one)), ...judge.stack(declarations)];
  return diagnostics.filter(({ urn }) => urn === urnOf(resource)).map(inShort);
}

function inShort({ rule, message }: Diagnostic): string {
  return `${rule.name}: ${message.replace(/ See docs\/rules\/\S+ and \S+$/, "")}`;
}

/** What a row expects of one kind, as {@link saidAbout} gives it. */
export function expectedOf({ findings, also }: BadPod, kind: string): string[] {
  const path = (kinds[kind]?.[1] ?? []).join(".");
  return [...findings, ...(also?.[kind] ?? [])].flatMap((finding) =>
    Object.entries(finding).map(
      ([rule, words]) =>
        `${rule}: ${kind} "web": ${words.replaceAll("{spec}", path).replaceAll("{object}", `${kind} "web"`)}`,
    ),
  );
}
