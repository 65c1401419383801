import {
  isNodeImageFamily,
  nodeImageAges,
  nodeImageFamilies,
  readNodeImageName,
  type NodeImageName,
} from "../../catalogue/node-images";
import { daysBetween, sourceUrl, type IsoDate, type SourceId } from "../../catalogue/source";
import type { Finding } from "../finding";
import type { PoolRecord, Recording } from "../recording";

const check = "node-images";
const page = "docs/guides/day-two.md#node-images";

/** The oldest image of one pool, with what its name tells. */
interface Oldest {
  readonly pool: PoolRecord;
  readonly recording: Recording;
  /** What runs where, as the start of a sentence. */
  readonly subject: string;
  readonly name: NodeImageName;
  readonly ageDays: number;
  /** Days between it and the newest image of its line that is known; absent where none is known. */
  readonly behindDays?: number;
}

/** Says which pools run node images that are older than they should be, and by how much. */
export function judgeImages(recording: Recording, asOf: IsoDate): readonly Finding[] {
  // The images of an existing cluster are its owner's: the doctor judges builds and runtimes there.
  if (recording.target === "existing") return [];
  return recording.pools.map((pool) => judgePool(pool, recording, asOf));
}

function judgePool(pool: PoolRecord, recording: Recording, asOf: IsoDate): Finding {
  const [oldest] = pool.images
    .map(({ image }) => ({ image, name: readNodeImageName(image) }))
    .toSorted((a, b) => ((a.name?.day ?? "") < (b.name?.day ?? "") ? -1 : 1));
  if (oldest === undefined)
    return unknown(`Pool ${pool.name} has no nodes, so there is no image to look at.`, recording, pool);
  const { image, name } = oldest;
  if (name === undefined) {
    const why = image === "" ? "the platform names none" : `"${image}" has no day in it`;
    return unknown(`Pool ${pool.name}: cannot tell how old its image is, as ${why}.`, recording, pool);
  }
  const newest = isNodeImageFamily(name.family) ? nodeImageFamilies[name.family] : undefined;
  return judgeOldest({
    pool,
    recording,
    subject: subjectOf(pool, image),
    name,
    ageDays: daysBetween(name.day, asOf),
    ...(newest === undefined ? {} : { behindDays: Math.max(0, daysBetween(name.day, newest.day)) }),
  });
}

function subjectOf({ name, images, toldBy }: PoolRecord, oldest: string): string {
  const others = images.length === 1 ? "" : `, the oldest of ${String(images.length)} images there`;
  return `Pool ${name} runs ${oldest}${others}${toldBy === "state" ? " by the state of the last deployment" : ""}`;
}

function judgeOldest(oldest: Oldest): Finding {
  const { pool, recording, subject, ageDays, behindDays } = oldest;
  const cause = `${subject}: ${String(ageDays)} days old${distanceOf(oldest)}.`;
  const ended = endOf(oldest);
  const unpatched =
    pool.os === "Windows"
      ? "Windows nodes get patches with a new image only"
      : "what the image brings stays as unpatched as it was";
  if (ended !== undefined)
    return overdue(cause, `${ended.sentence}; ${unpatched}.`, oldest, sourceUrl([ended.source]));
  if (ageDays <= nodeImageAges.cadenceDays) return { check, level: "ok", cause };
  if (behindDays === undefined || behindDays === 0) return unknown(cause, recording, pool);
  return overdue(cause, `${unpatched}, and a newer one has been out for long.`, oldest, undefined);
}

function distanceOf({ name, behindDays }: Oldest): string {
  if (behindDays === undefined || !isNodeImageFamily(name.family))
    return "; the catalogue has no images of this kind to compare it with";
  const { newest, day } = nodeImageFamilies[name.family];
  return behindDays > 0
    ? `, ${String(behindDays)} days behind ${newest} of ${day}, the newest that the catalogue knows`
    : `; the catalogue knows none newer than ${newest} of ${day}`;
}

/** What the platform itself says of images of this age. */
function endOf({
  name,
  ageDays,
}: Oldest): { readonly sentence: string; readonly source: SourceId } | undefined {
  const { aksSupportedDays, eksWindowsPublicDays } = nodeImageAges;
  if (name.platform === "aks" && ageDays > aksSupportedDays) {
    const sentence = `AKS does not support nodes with images older than ${String(aksSupportedDays)} days`;
    return { sentence, source: "aks-support-policies" };
  }
  if (name.family === "EKS-Windows" && ageDays > eksWindowsPublicDays) {
    const sentence = "AWS takes Windows AMIs back after four months, so that a new node may not start";
    return { sentence, source: "eks-windows-ami" };
  }
  return undefined;
}

function overdue(
  cause: string,
  consequence: string,
  { pool, recording }: Oldest,
  url: string | undefined,
): Finding {
  const capital = consequence.charAt(0).toUpperCase() + consequence.slice(1);
  const fix = `Renew it, pool by pool, in a maintenance window:\n${upgradeCommand(recording, pool)}`;
  return { check, level: "warning", cause, consequence: capital, fix, page: url ?? page };
}

function unknown(cause: string, recording: Recording, pool: PoolRecord): Finding {
  const consequence =
    "Whether a newer one is out, only the platform can say; images come out monthly or oftener.";
  return { check, level: "note", cause, consequence, fix: askCommand(recording, pool), page };
}

function upgradeCommand({ target, place }: Recording, { name }: PoolRecord): string {
  return target === "aks"
    ? `az aks nodepool upgrade --resource-group ${place?.resourceGroup ?? "<group>"} --cluster-name ${place?.cluster ?? "<cluster>"} --name ${name} --node-image-only`
    : `aws eks update-nodegroup-version --cluster-name ${place?.cluster ?? "<cluster>"} --nodegroup-name ${name}`;
}

function askCommand({ target, place }: Recording, { name }: PoolRecord): string {
  return target === "aks"
    ? `Ask it:\naz aks nodepool get-upgrades --resource-group ${place?.resourceGroup ?? "<group>"} --cluster-name ${place?.cluster ?? "<cluster>"} --nodepool-name ${name}`
    : `Compare it with the list of releases: ${sourceUrl(["eks-windows-ami-versions"]) ?? ""}`;
}
