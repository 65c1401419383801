import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { type Diagnostic, Judge } from "../../policy/judge";
import { rules } from "../../policy/rules";
import { readSettings } from "../../policy/settings";
import { isJson } from "../../policy/wire";
import {
  aksCluster,
  aksPool,
  aksWindowsPool,
  declare,
  eksCluster,
  eksNodeGroup,
  eksWindowsGroup,
  type TestResource,
  vpcCni,
} from "./support/resources";

const folder = path.join(__dirname, "fixtures/good");

/** Hybrid clusters that manifests are deployed to, with and without the taint that keeps Linux pods away. */
const clusters: Readonly<Record<string, readonly TestResource[]>> = {
  "AKS with tainted Windows nodes": aks(["os=windows:NoSchedule"]),
  "AKS with open Windows nodes": aks([]),
  "AKS with Windows Server 2022 and 2025": [
    ...aks(["os=windows:NoSchedule"]),
    aksWindowsPool(
      {
        agentPoolName: "win25a",
        osSKU: "Windows2025",
        enableFIPS: true,
        nodeTaints: ["os=windows:NoSchedule"],
      },
      { name: "windows-2025" },
    ),
  ],
  "EKS with tainted Windows nodes": eks([{ key: "os", value: "windows", effect: "NO_SCHEDULE" }]),
  "EKS with open Windows nodes": eks([]),
};

function aks(nodeTaints: readonly string[]): TestResource[] {
  return [
    aksCluster({
      networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" },
      windowsProfile: {
        adminUsername: "mullion",
        adminPassword: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "x" },
      },
    }),
    aksPool({ agentPoolName: "apps", osType: "Linux", vmSize: "Standard_D4s_v5" }, { name: "apps" }),
    aksWindowsPool({ nodeTaints, vmSize: "Standard_D8s_v5" }, { name: "windows" }),
  ];
}

function eks(taints: readonly Record<string, string>[]): TestResource[] {
  return [
    eksCluster(),
    eksNodeGroup({ nodeRoleArn: "arn:linux", instanceTypes: ["m5.xlarge"] }, { name: "linux" }),
    eksWindowsGroup({ nodeRoleArn: "arn:windows", taints, instanceTypes: ["m5.2xlarge"] }),
    vpcCni('{"enableWindowsIpam":"true"}'),
  ];
}

/** The objects of a file, as Pulumi's Kubernetes provider would declare them. */
function manifests(file: string): TestResource[] {
  return parseAllDocuments(readFileSync(path.join(folder, file), "utf8")).map((document, index) => {
    const object: unknown = document.toJS();
    assert.ok(
      isJson(object) && typeof object["apiVersion"] === "string" && typeof object["kind"] === "string",
    );
    const { apiVersion, kind } = object;
    const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
    return { type: `kubernetes:${group}:${kind}`, name: `${file}-${index}`, properties: object };
  });
}

function judgeAll(stack: readonly TestResource[]): Diagnostic[] {
  const judge = new Judge(rules, readSettings(new Map(), "2026-11-23"));
  const declarations = stack.map(declare);
  return [...declarations.flatMap((one) => judge.resource(one)), ...judge.stack(declarations)];
}

describe("manifests as they are in real clusters", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  const all = files.flatMap(manifests);

  for (const [title, cluster] of Object.entries(clusters)) {
    it(`have no mandatory finding in ${title}`, () => {
      const findings = judgeAll([...cluster, ...all])
        .filter(({ level }) => level === "mandatory")
        .map(({ rule, message }) => `${rule.name}: ${message}`);
      assert.deepEqual(findings, []);
    });
  }

  it("are many, and would be refused with their OS selectors taken away", () => {
    assert.ok(all.length >= 150, `${all.length} manifests`);
    const withoutSelectors = all.map((resource) => {
      const text = JSON.stringify(resource.properties).replaceAll('"kubernetes.io/os"', '"example.com/os"');
      const properties: unknown = JSON.parse(text);
      return { ...resource, properties: isJson(properties) ? properties : {} };
    });
    const mandatory = judgeAll([...aks([]), ...withoutSelectors]).filter(
      ({ level }) => level === "mandatory",
    );
    assert.ok(mandatory.length > 10, `${mandatory.length} mandatory findings`);
  });
});
