import * as fs from "node:fs";
import * as path from "node:path";

import { Layout } from "./components";
import { isRecord } from "../wire/values";

/** What was decided about a control plane when it was made. */
export interface ControlPlaneRecord {
  /** TCP port of the API server on the loopback interface; 0 before the first start. */
  readonly port: number;
  readonly serviceCidr: string;
  /** The Kubernetes minor that the API server acts as: `1.35`. */
  readonly emulates: string;
}

/** The record in the folder of a control plane, unless there is none or it is damaged. */
export function readRecord(folder: string): ControlPlaneRecord | undefined {
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(path.join(folder, Layout.record), "utf8"));
  } catch {
    return undefined;
  }
  if (!isRecord(content)) return undefined;
  const { port, serviceCidr, emulates } = content;
  const valid = typeof port === "number" && typeof serviceCidr === "string" && typeof emulates === "string";
  return valid ? { port, serviceCidr, emulates } : undefined;
}

/** Replaces the record, whole or not at all. */
export function writeRecord(folder: string, record: ControlPlaneRecord): void {
  const file = path.join(folder, Layout.record);
  fs.writeFileSync(`${file}.new`, JSON.stringify(record, null, 2));
  fs.renameSync(`${file}.new`, file);
}
