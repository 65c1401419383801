import { createHash } from "node:crypto";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import { isList, isRecord, SIGNATURE, Signature, type PropertyMap, type PropertyValue } from "../../wire/values";
import { Unsupported } from "../failure";

/**
 * Adds to every asset and archive the SHA-256 of its content, by which changes are recognised.
 *
 * @param dir The folder that relative paths start from.
 * @throws Error when a file cannot be read, Unsupported for content that is somewhere on a network.
 */
export async function hashAssets(map: PropertyMap, dir: string): Promise<PropertyMap> {
  if (!holdsAsset(map)) return map;
  const entries = await Promise.all(Object.entries(map).map(async ([name, value]) => [name, await hashValue(value, dir)] as const));
  return Object.fromEntries(entries);
}

function holdsAsset(value: PropertyValue): boolean {
  if (isList(value)) return value.some(holdsAsset);
  return isRecord(value) && (isAsset(value) || Object.values(value).some(holdsAsset));
}

function isAsset(value: PropertyMap): boolean {
  return value[SIGNATURE] === Signature.Asset || value[SIGNATURE] === Signature.Archive;
}

async function hashValue(value: PropertyValue, dir: string): Promise<PropertyValue> {
  if (isList(value)) return Promise.all(value.map((item) => hashValue(item, dir)));
  if (!isRecord(value)) return value;
  if (!isAsset(value)) return hashAssets(value, dir);
  const hash = value[SIGNATURE] === Signature.Asset ? await assetHash(value, dir) : await archiveHash(value, dir);
  return { ...value, hash };
}

async function assetHash(asset: PropertyMap, dir: string): Promise<string> {
  return digest(await assetContent(asset, dir));
}

async function assetContent(asset: PropertyMap, dir: string): Promise<Buffer> {
  const { text, path: file } = asset;
  if (typeof text === "string") return Buffer.from(text, "utf8");
  if (typeof file === "string") return fs.readFile(path.resolve(dir, file));
  throw new Unsupported("an asset that is neither text nor a file (RemoteAsset)");
}

async function archiveHash(archive: PropertyMap, dir: string): Promise<string> {
  const entries = await archiveEntries(archive, dir);
  const hash = createHash("sha256");
  for (const [name, content] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0`);
    hash.update(content);
  }
  return hash.digest("hex");
}

async function archiveEntries(archive: PropertyMap, dir: string): Promise<Map<string, Buffer>> {
  const { assets, path: file } = archive;
  if (isRecord(assets ?? null)) return collectedEntries(assets as PropertyMap, dir);
  if (typeof file !== "string") throw new Unsupported("an archive that is neither files nor a folder (RemoteArchive)");
  return folderEntries(path.resolve(dir, file));
}

async function collectedEntries(assets: PropertyMap, dir: string): Promise<Map<string, Buffer>> {
  const result = new Map<string, Buffer>();
  for (const [name, member] of Object.entries(assets)) {
    if (!isRecord(member)) continue;
    if (member[SIGNATURE] === Signature.Asset) result.set(name, await assetContent(member, dir));
    else for (const [inner, content] of await archiveEntries(member, dir)) result.set(`${name}/${inner}`, content);
  }
  return result;
}

async function folderEntries(folder: string): Promise<Map<string, Buffer>> {
  const stat = await fs.stat(folder);
  if (stat.isFile()) return new Map([["", await fs.readFile(folder)]]);
  const names = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map(async (name) => [path.relative(folder, name), await fs.readFile(name)] as const));
  return new Map(contents);
}

function digest(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

