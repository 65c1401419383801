/** The parts of a container image reference, normalised as Docker and containerd do. */
export interface ImageReference {
  /** Registry host with its port, for example `localhost:5000`; `docker.io` when the reference names none. */
  readonly registry: string;
  /** Path in the registry; official images of Docker Hub get their `library/` prefix. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…`: decides what is pulled, whatever the tag says. */
  readonly digest?: string;
}

const pathPattern = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;
const host =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::\d+)?$/;
const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/**
 * Takes an image reference apart.
 *
 * @param text - for example `mcr.microsoft.com/windows/servercore:ltsc2022` or `localhost:5000/app@sha256:…`
 * @returns the parts, or `undefined` when the text is no valid reference
 * @see https://github.com/distribution/reference/blob/main/reference.go
 */
export function parseImageReference(text: string): ImageReference | undefined {
  const [beforeDigest, digest, ...more] = text.split("@");
  if (beforeDigest === undefined || more.length > 0) return undefined;
  if (digest !== undefined && !digestPattern.test(digest)) return undefined;

  const lastSlash = beforeDigest.lastIndexOf("/");
  const colon = beforeDigest.indexOf(":", lastSlash + 1);
  const tag = colon === -1 ? undefined : beforeDigest.slice(colon + 1);
  if (tag !== undefined && !tagPattern.test(tag)) return undefined;

  const name = splitName(colon === -1 ? beforeDigest : beforeDigest.slice(0, colon));
  if (name === undefined) return undefined;
  return { ...name, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

function splitName(name: string): Pick<ImageReference, "registry" | "repository"> | undefined {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const hasRegistry = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  if (hasRegistry && !host.test(first)) return undefined;
  const path = hasRegistry ? name.slice(slash + 1) : name;
  if (!pathPattern.test(path)) return undefined;
  const registry = hasRegistry && first !== "index.docker.io" ? first : "docker.io";
  const official = registry === "docker.io" && !path.includes("/");
  return { registry, repository: official ? `library/${path}` : path };
}
