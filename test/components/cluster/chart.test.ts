import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { charts } from "../../../catalogue/charts";
import { releaseArgs } from "../../../components/cluster/chart";

const root = path.resolve(__dirname, "../../..");
const linux = { "kubernetes.io/os": "linux" };

describe("a release of a chart", () => {
  it("has version, repository and operating system from the chart's row", () => {
    assert.deepEqual(releaseArgs({ chart: "headlamp", releaseName: "look", namespace: "tools" }), {
      name: "look",
      chart: "headlamp",
      version: charts.headlamp.version,
      repositoryOpts: { repo: "https://kubernetes-sigs.github.io/headlamp/" },
      namespace: "tools",
      timeout: 900,
      skipCrds: false,
      createNamespace: false,
      values: { nodeSelector: linux },
    });
  });

  it("keeps values beside the row's at every depth, and lists as they are", () => {
    const { values } = releaseArgs({
      chart: "kube-prometheus-stack",
      releaseName: "prometheus",
      namespace: "monitoring",
      values: { prometheus: { prometheusSpec: { retention: "15d", additionalScrapeConfigs: [{ a: 1 }] } } },
    });
    assert.partialDeepStrictEqual(values, {
      prometheus: {
        prometheusSpec: {
          retention: "15d",
          additionalScrapeConfigs: [{ a: 1 }],
          nodeSelector: linux,
        },
      },
    });
  });

  it("selects the row's operating system although values say another", () => {
    const { values } = releaseArgs({
      chart: "headlamp",
      releaseName: "look",
      namespace: "tools",
      values: { nodeSelector: { "kubernetes.io/os": "windows", disk: "ssd" } },
    });
    assert.deepEqual(values, { nodeSelector: { "kubernetes.io/os": "linux", disk: "ssd" } });
  });

  it("leaves outputs whole", () => {
    const secret = pulumi.secret("canary");
    const { values } = releaseArgs({
      chart: "deployment-operator",
      releaseName: "agent",
      namespace: "tools",
      values: { secrets: { deployToken: secret } },
    });
    assert.deepEqual(values, { secrets: { deployToken: secret }, nodeSelector: linux });
  });
});

describe("Helm in this program", () => {
  it("is used behind one door, so that no chart is used without its row", () => {
    const users = sources(path.join(root, "components"))
      .concat(path.join(root, "index.ts"))
      .filter((file) => /@pulumi\/kubernetes\/(helm|yaml|kustomize)/.test(fs.readFileSync(file, "utf8")))
      .map((file) => path.relative(root, file));
    assert.deepEqual(users, ["components/cluster/chart.ts"]);
  });

  it("uses every chart of the catalogue", () => {
    const text = sources(path.join(root, "components"))
      .map((file) => fs.readFileSync(file, "utf8"))
      .join("\n");
    const unused = Object.keys(charts).filter((chart) => !text.includes(`chart: "${chart}"`));
    assert.deepEqual(unused, []);
  });
});

function sources(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return sources(full);
    return entry.name.endsWith(".ts") ? [full] : [];
  });
}
