import { createHash } from "node:crypto";
import * as fs from "node:fs/promises";
import * as path from "node:path";
import {
  isList,
  isRecord,
  SIGNATURE,
  Signature,
  type PropertyMap,
  type PropertyValue,
} from "../../wire/values";
import { Unsupported } from "../failure";
import { tarOf } from "./tar";

/**
 * Adds to every asset and archive the SHA-256 of its content, by which changes are recognised.
 *
 * @param dir The folder that relative paths start from.
 * @throws Error when a file cannot be read, Unsupported for content that is somewhere on a network.
 */
export async function hashAssets(map: PropertyMap, dir: string): Promise<PropertyMap> {
  if (!holdsAsset(map)) return map;
  const entries = await Promise.all(
    Object.entries(map).map(async ([name, value]) => [name, await hashValue(value, dir)] as const),
  );
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
  return isAsset(value) ? hashAsset(value, dir) : hashAssets(value, dir);
}

async function hashAsset(value: PropertyMap, dir: string): Promise<PropertyMap> {
  const { [SIGNATURE]: signature = "", text, path: file, uri, assets } = value;
  if (uri !== undefined) throw new Unsupported("an asset or archive at a URL (RemoteAsset, RemoteArchive)");
  const given = Object.entries({ text, path: file }).flatMap(([name, content]) =>
    content === undefined ? [] : [[name, content] as const],
  );
  const members: PropertyMap = isRecord(assets ?? null)
    ? { assets: await hashAssets(assets as PropertyMap, dir) }
    : {};
  const hash =
    signature === Signature.Asset ? digest(await assetContent(value, dir)) : await archiveHash(value, dir);
  return { [SIGNATURE]: signature, ...Object.fromEntries(given), ...members, hash };
}

async function assetContent({ text, path: file }: PropertyMap, dir: string): Promise<Buffer> {
  if (typeof text === "string") return Buffer.from(text, "utf8");
  if (typeof file === "string") return fs.readFile(path.resolve(dir, file));
  throw new Unsupported("an asset that is neither text nor a file");
}

/** An archive file counts byte by byte, anything else as the tar file of its members. */
async function archiveHash(archive: PropertyMap, dir: string): Promise<string> {
  const { path: file } = archive;
  if (typeof file === "string" && ARCHIVE_FILE.test(file))
    return digest(await fs.readFile(path.resolve(dir, file)));
  return digest(tarOf(await membersOf(archive, dir)));
}

const ARCHIVE_FILE = /\.(tar|tgz|tar\.gz|zip|jar)$/u;

async function membersOf(archive: PropertyMap, dir: string): Promise<(readonly [string, Buffer])[]> {
  const { assets, path: file } = archive;
  if (typeof file === "string") return folderMembers(path.resolve(dir, file));
  if (!isRecord(assets ?? null)) throw new Unsupported("an archive that is neither files nor a folder");
  const list: (readonly [string, Buffer])[] = [];
  for (const [name, member] of inOrder(Object.entries(assets as PropertyMap))) {
    if (!isRecord(member)) continue;
    if (member[SIGNATURE] === Signature.Asset) list.push([name, await assetContent(member, dir)]);
    else
      for (const [inner, content] of await membersOf(member, dir))
        list.push([path.posix.join(name, inner), content]);
  }
  return list;
}

async function folderMembers(folder: string): Promise<(readonly [string, Buffer])[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (name) => [path.relative(folder, name), await fs.readFile(name)] as const),
  );
  return inOrder(contents);
}

function inOrder<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

function digest(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
