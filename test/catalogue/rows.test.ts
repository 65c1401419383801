import assert from "node:assert/strict";

import * as aks from "../../catalogue/aks";
import * as charts from "../../catalogue/charts";
import * as cni from "../../catalogue/cni";
import * as containerd from "../../catalogue/containerd";
import * as csi from "../../catalogue/csi";
import * as eks from "../../catalogue/eks";
import * as existing from "../../catalogue/existing";
import * as images from "../../catalogue/images";
import * as impact from "../../catalogue/impact";
import * as instanceTypes from "../../catalogue/instance-types";
import * as metrics from "../../catalogue/metrics";
import * as minors from "../../catalogue/kubernetes-minors";
import * as nodeImages from "../../catalogue/node-images";
import * as names from "../../catalogue/names";
import * as pause from "../../catalogue/pause";
import { isIsoDate, sourceIds } from "../../catalogue/source";
import * as vmSizes from "../../catalogue/vm-sizes";
import * as windowsPods from "../../catalogue/windows-pods";
import * as windows from "../../catalogue/windows-releases";

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aks,
  charts,
  cni,
  containerd,
  csi,
  eks,
  existing,
  images,
  impact,
  "instance-types": instanceTypes,
  "kubernetes-minors": minors,
  metrics,
  names,
  "node-images": nodeImages,
  pause,
  "vm-sizes": vmSizes,
  "windows-pods": windowsPods,
  "windows-releases": windows,
};

type Row = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !(value instanceof RegExp);

/** Every object below a value, with the path to it. */
function objectsBelow(value: unknown, path: string): readonly (readonly [string, Row])[] {
  if (!isObject(value)) return [];
  return [
    [path, value],
    ...Object.entries(value).flatMap(([key, child]) => objectsBelow(child, `${path}.${key}`)),
  ];
}

/** Every text below a value, with the path to it. */
function textsBelow(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  return isObject(value)
    ? Object.entries(value).flatMap(([key, child]) => textsBelow(child, `${path}.${key}`))
    : [];
}

const objects = Object.entries(modules).flatMap(([name, exports]) => objectsBelow(exports, name));
const rows = objects.filter(([, value]) => Array.isArray(value.source));
const known = new Set<string>(sourceIds);

const failures = (list: typeof rows, test: (row: Row) => boolean): readonly string[] =>
  list.filter(([, row]) => !test(row)).map(([path]) => path);

describe("the rows of the catalogue", () => {
  it("are there", () => {
    assert.ok(rows.length > 400, `only ${String(rows.length)}`);
  });

  it("all name sources that exist", () => {
    const resolves = ({ source }: Row): boolean =>
      Array.isArray(source) &&
      source.length > 0 &&
      source.every((id) => typeof id === "string" && known.has(id));
    assert.deepEqual(failures(rows, resolves), []);
  });

  it("name no source twice", () => {
    const unique = ({ source }: Row): boolean =>
      Array.isArray(source) && new Set(source).size === source.length;
    assert.deepEqual(failures(rows, unique), []);
  });

  it("carry only days of the calendar", () => {
    const dates = Object.entries(modules)
      .flatMap(([name, exports]) => textsBelow(exports, name))
      .flatMap(([path, text]) =>
        [...text.matchAll(/\b(?:19|20)\d\d-\d\d-\d\d\b/g)].map(([date]) => [path, date] as const),
      )
      // Versions of the REST API stand in the keys of its sources.
      .filter(([path]) => !path.includes(".source."));
    assert.ok(dates.length > 60, `only ${String(dates.length)}`);
    assert.deepEqual(
      dates.filter(([, date]) => !isIsoDate(date)),
      [],
    );
  });

  it("begin before they end", () => {
    const ordered = ({ validFrom = "0000", validUntil = "9999" }: Row): boolean =>
      String(validFrom) <= String(validUntil);
    assert.deepEqual(failures(rows, ordered), []);
  });

  it("lower their sources' trust in words that exist", () => {
    const levels = ["high", "medium", "low", undefined];
    assert.deepEqual(
      failures(rows, (row) => levels.includes(row.confidence as string | undefined)),
      [],
    );
  });

  it("explain every conflict: who, what, and why not", () => {
    const conflicts = rows.flatMap(([path, row]) =>
      Array.isArray(row.conflicts) ? row.conflicts.map((conflict: unknown) => [path, conflict] as const) : [],
    );
    assert.ok(conflicts.length >= 4, `only ${String(conflicts.length)}`);
    for (const [path, conflict] of conflicts) {
      assert.ok(isObject(conflict), path);
      assert.ok(typeof conflict.source === "string" && known.has(conflict.source), path);
      assert.match(String(conflict.says), /^[A-Z].*\.$/, path);
      assert.match(String(conflict.resolution), /^[A-Z].*\.$/, path);
    }
  });

  it("use every source", () => {
    const texts = new Set(
      Object.values(modules).flatMap((exports) => textsBelow(exports, "").map(([, text]) => text)),
    );
    // Named by verdicts of functions, not by rows.
    const inFunctions = new Set([
      "k8s-hostprocess",
      "containerd-platforms",
      "aks-gen2",
      "k8s-version-skew",
      "eks-al2-end",
    ]);
    // Named by findings of impact/ that are no matter of one property.
    const inImpactRoom = new Set([
      "azure-native-pool-introduced",
      "aks-last-system-pool",
      "aks-autoscaled-count",
    ]);
    assert.deepEqual(
      sourceIds.filter((id) => !texts.has(id) && !inFunctions.has(id) && !inImpactRoom.has(id)),
      [],
    );
  });
});
