import { randomUUID } from "node:crypto";
import { ec2Id, keyOf } from "../account";
import type { Cloud } from "../cloud";
import type { AwsError } from "../errors";
import { badRequest } from "../errors";
import type { Write } from "../resource-type";
import type { StoredResource } from "../store";

/** A new id of EC2, for instance `subnet-0a1b2c3d4e5f60718`. */
export const newId = (prefix: string) => (): string => ec2Id(prefix, randomUUID());

/** The refusal of a request that names something that is not there, in EC2's words. */
export function mustExist(
  { cloud, region }: Pick<Write, "cloud" | "region">,
  type: string,
  id: string,
  words: { readonly code: string; readonly noun: string },
): AwsError | undefined {
  if (cloud.store.find(keyOf(type, region, id)) !== undefined) return undefined;
  return badRequest(words.code, `The ${words.noun} ID '${id}' does not exist`);
}

/** All resources of a type in a region that have a value in a property. */
export function withProperty(
  cloud: Cloud,
  { type, region }: { readonly type: string; readonly region: string },
  property: string,
  value: string,
): readonly StoredResource[] {
  const prefix = keyOf(type, region, "");
  return cloud.store
    .ofType(type)
    .filter((resource) => resource.id.startsWith(prefix) && resource.body[property] === value);
}
