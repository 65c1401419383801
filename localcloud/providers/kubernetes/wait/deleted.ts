import { isNotFound } from "../api/errors";
import { gvkOf, nameOf, namespaceOf } from "../objects/metadata";
import type { KubeObject } from "../objects/object";
import { listAt, textAt, valueAt } from "../objects/object";
import { settle } from "./settle";
import type { Verdict } from "./verdict";
import { info, READY } from "./verdict";
import type { WaitContext } from "./wait";
import { WaitFailed } from "./wait";

/**
 * Waits until an object is gone: until it is deleted, or another one has taken its name.
 *
 * @param warn Shows a text that stays.
 * @throws WaitFailed when the time is over; finalizers may hold the object.
 */
export async function waitUntilDeleted(
  object: KubeObject,
  context: WaitContext,
  warn: (text: string) => void,
): Promise<void> {
  const path = await context.cluster.pathOf(gvkOf(object), namespaceOf(object));
  const { informer, release } = context.informers.acquire(path, {
    fieldSelector: `metadata.name=${nameOf(object)}`,
  });
  const uid = textAt(object, "metadata", "uid");
  let latest = object;
  try {
    await informer.synced;
    const judge = (): Verdict => {
      const seen = informer.current().find((item) => uid === "" || textAt(item, "metadata", "uid") === uid);
      if (seen === undefined) return READY;
      latest = seen;
      const scheduled = valueAt(seen, "metadata", "deletionTimestamp") !== undefined;
      return { state: "waiting", notices: scheduled ? [info("Resource scheduled for deletion")] : [] };
    };
    const { ending } = await settle({
      judge,
      latest: () => latest,
      onChange: (look) => informer.listen(look),
      ...context,
    });
    if (ending === "ready") return;
  } catch (error) {
    // The definition of the kind is gone, and its objects with it.
    if (isNotFound(error)) return;
    throw error;
  } finally {
    release();
  }
  const finalizers = listAt(latest, "metadata", "finalizers").filter((name) => typeof name === "string");
  warn(`finalizers might be preventing deletion (${finalizers.join(", ")})`);
  throw new WaitFailed("timed out waiting for the condition", latest, []);
}
