import { gvkOf, kindOf, nameOf, namespaceOf } from "./objects/metadata";
import type { KubeObject } from "./objects/object";
import type { Session } from "./session";
import { isTrue } from "./wait/conditions";

/**
 * Whether a Job that asks for it (`pulumi.com/replaceUnready`) has to be replaced, because it has not completed. A
 * Job that cannot be read is left alone.
 */
export async function isJobUnready(
  news: KubeObject,
  live: KubeObject,
  urn: string,
  session: Session,
): Promise<boolean> {
  const reached = await session.reach();
  if (reached.cluster === undefined) {
    session.log("warning", "Cluster is unreachable, skipping replaceUnready check", { urn });
    return false;
  }
  if (kindOf(news) !== "Job") {
    session.log("warning", "replaceUnready annotation is not supported for this resource", { urn });
    return false;
  }
  try {
    return !isTrue(await reached.cluster.get(gvkOf(live), namespaceOf(live), nameOf(live)), "Complete");
  } catch {
    return false;
  }
}
