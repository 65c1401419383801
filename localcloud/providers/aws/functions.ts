import { accountId, callerArn, publicParameter, zonesOf } from "../../aws";
import type { PropertyMap } from "../../wire/values";
import { isList, secret } from "../../wire/values";
import type { InvokeResult } from "../provider";
import { Unsupported } from "../provider";

type Answer = (region: string, args: PropertyMap) => PropertyMap;

const functions: Readonly<Record<string, Answer>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": (region, args) => {
    const excluded = isList(args["excludeNames"]) ? args["excludeNames"] : [];
    const zones = zonesOf(region).filter(({ name }) => !excluded.includes(name));
    return {
      ...args,
      id: region,
      region,
      groupNames: [region],
      names: zones.map(({ name }) => name),
      zoneIds: zones.map(({ id }) => id),
    };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: accountId,
    accountId,
    arn: callerArn,
    userId: "AIDALOCALCLOUDMULLION",
  }),
  "aws:index/getRegion:getRegion": (region, args) => {
    const name = typeof args["region"] === "string" ? args["region"] : region;
    return { id: name, name, region: name, description: name, endpoint: `ec2.${name}.amazonaws.com` };
  },
  "aws:ssm/getParameter:getParameter": parameter,
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
};

function parameter(region: string, args: PropertyMap): PropertyMap {
  const name = typeof args["name"] === "string" ? args["name"] : "";
  const value = publicParameter(name);
  if (value === undefined)
    throw new Error(
      `reading SSM Parameter (${name}): couldn't find resource; the local cloud has the parameters of EKS's Windows images only`,
    );
  return {
    ...args,
    id: name,
    region,
    arn: `arn:aws:ssm:${region}::parameter${name}`,
    type: "String",
    version: 1,
    value: secret(value),
    insecureValue: value,
  };
}

/**
 * Calls a function of the package.
 *
 * @throws Unsupported for one that the stand-in does not have.
 */
export function invokeFunction(region: string, token: string, args: PropertyMap): InvokeResult {
  const answer = functions[token];
  if (answer !== undefined) return { value: answer(region, args) };
  throw new Unsupported(
    `the local cloud does not support the function ${token}; it supports ${Object.keys(functions).join(", ")}`,
  );
}
