import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { palette } from "../../../impact/formats/palette";

/** A file that pages ask for. */
export interface Asset {
  /** Its address; another content has another one, so that browsers may keep it for good. */
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

/** The style of all pages. */
export const style = asset("style", "css", "text/css", `${palette}\n${text(require.resolve("./style.css"))}`);

/** What keeps a page up to date; pages work without it. */
export const live = asset("live", "js", "text/javascript", text(require.resolve("./live.js")));

/** The sign of the page in tabs and bookmarks. */
export const icon = asset("icon", "svg", "image/svg+xml", text(require.resolve("./icon.svg")));

/** All files that pages ask for. */
export const assets: readonly Asset[] = [style, live, icon];

function asset(name: string, extension: string, type: string, content: string): Asset {
  return {
    path: `/assets/${name}.${digestOf(content)}.${extension}`,
    type: `${type}; charset=utf-8`,
    content,
  };
}

function text(file: string): string {
  return fs.readFileSync(file, "utf8");
}

/** A short name of a content: two that differ have different ones. */
export function digestOf(content: string): string {
  return createHash("sha256").update(content).digest("base64url").slice(0, 22);
}
