import assert from "node:assert/strict";
import { chartRow, charts, osValues } from "../../catalogue/charts";

const rows = Object.entries(charts);

describe("charts", () => {
  it("keeps every chart under its name, in one exact version, from one repository", () => {
    for (const [name, { chart, version, repository }] of rows) {
      assert.equal(chart, name);
      assert.match(version, /^v?\d+\.\d+\.\d+$/, name);
      assert.equal(new URL(repository).protocol, "https:", name);
    }
  });

  it("names each value once, and always a node selector", () => {
    for (const [name, { pins }] of rows) {
      const values = pins.map(({ value }) => value);
      assert.equal(new Set(values).size, values.length, name);
      for (const value of values) assert.match(value, /nodeSelector$/i, name);
    }
  });

  it("says why a chart without a node selector needs none", () => {
    const bare = rows.filter(([, { pins }]) => pins.length === 0);
    assert.ok(bare.length > 0);
    for (const [name, row] of bare) assert.match("note" in row ? row.note : "", /selects?\b|no pods/, name);
  });

  it("has Windows for the exporter of Windows nodes only", () => {
    const windows = rows.flatMap(([, { pins }]) =>
      pins.flatMap(({ os, value }) => (os === "windows" ? [value] : [])),
    );
    assert.deepEqual(windows, ["prometheus-windows-exporter.nodeSelector"]);
  });
});

describe("chartRow", () => {
  it("finds a chart as releases name it: alone, behind its repository, in a registry", () => {
    for (const name of ["argo-cd", "argo/argo-cd", "oci://ghcr.io/argoproj/argo-helm/argo-cd"]) {
      assert.equal(chartRow(name)?.chart, "argo-cd", name);
    }
  });

  it("finds nothing for others", () => {
    for (const name of ["argo", "argo-cd/extra", "", "toString"])
      assert.equal(chartRow(name), undefined, name);
  });
});

describe("osValues", () => {
  it("selects the operating system in every value of the row, those with a default too", () => {
    assert.deepEqual(osValues(charts["flux2-sync"]), {
      cli: { nodeSelector: { "kubernetes.io/os": "linux" } },
    });
    assert.deepEqual(osValues(charts["cert-manager"]), {
      nodeSelector: { "kubernetes.io/os": "linux" },
      webhook: { nodeSelector: { "kubernetes.io/os": "linux" } },
      cainjector: { nodeSelector: { "kubernetes.io/os": "linux" } },
      startupapicheck: { nodeSelector: { "kubernetes.io/os": "linux" } },
    });
  });

  it("keeps values below the same key beside each other", () => {
    const { prometheusOperator } = osValues(charts["kube-prometheus-stack"]);
    const linux = { nodeSelector: { "kubernetes.io/os": "linux" } };
    assert.deepEqual(prometheusOperator, {
      ...linux,
      admissionWebhooks: { deployment: linux, patch: linux },
    });
  });

  it("is empty for a chart that selects by itself", () => {
    assert.deepEqual(osValues(charts.gmsa), {});
  });
});
