import { objectAt, objectsAt, textAt, textOf } from "../../clouds/json";
import { badRequest } from "../errors";
import type { ResourceType } from "../resource-type";
import { autoscaling } from "./tokens";

/** Single tags on Auto Scaling groups, such as those that node groups stand on. */
export const tag: ResourceType = {
  type: autoscaling.tag,
  api: { service: "Auto Scaling", noun: "OrUpdateTags" },
  identify: ({ requested }) =>
    `${textOf(requested["autoscalingGroupName"])},${textAt(requested, "tag.key") ?? ""}`,
  idempotent: true,
  rules: [
    ({ cloud, requested }) => {
      const name = textOf(requested["autoscalingGroupName"]);
      const groups = cloud.store
        .ofType("aws:eks/nodeGroup:NodeGroup")
        .flatMap(({ body }) => objectsAt(body, "resources"))
        .flatMap((resources) => objectsAt(resources, "autoscalingGroups"));
      const own = cloud.store.ofType(autoscaling.group).map(({ body }) => body);
      return [...groups, ...own].some((group) => group["name"] === name)
        ? undefined
        : badRequest("ValidationError", "AutoScalingGroup name not found - null");
    },
  ],
  complete: ({ requested, region }) => ({
    body: { ...requested, tag: objectAt(requested, "tag"), region },
  }),
};
