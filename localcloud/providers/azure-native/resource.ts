import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isRecord } from "../../wire/values";
import { Unsupported } from "../provider";
import type { ResourceSpec } from "./resources";
import { pathParameters, resourceSpecs } from "./resources";
import type { ObjectShape, ResourceShape } from "./schema/schema";
import { schema } from "./schema/schema";

/** A type of resource: its place in Azure and its properties. */
export interface Resource extends ResourceShape {
  readonly spec: ResourceSpec;
  /** The inputs that go into bodies: all but the parameters of the path. */
  readonly body: ObjectShape;
}

/** The shape with everything required that the real provider misses: what is in the path, and the location. */
export function requiredShape(spec: ResourceSpec, shape: ObjectShape): ObjectShape {
  const names = pathParameters(spec).filter((name) => name !== "subscriptionId");
  const required = [...names, ...(shape["location"] === undefined ? [] : ["location"])];
  return {
    ...shape,
    ...Object.fromEntries(required.map((name) => [name, { type: "string", required: true as const }])),
  };
}

/** The resource behind a type token; `containerservice/v20250901` counts when it is the default version. */
export function resourceOf(type: string): Resource {
  const [, dated] = /\/v(\d{8}\w*)/.exec(type) ?? [];
  const token = type.replace(/\/v\d{8}\w*/, "");
  const spec = resourceSpecs[token];
  const shapes = schema().resources[token];
  if (
    spec === undefined ||
    shapes === undefined ||
    (dated !== undefined && dated !== shapes.apiVersion.replaceAll("-", ""))
  ) {
    throw new Unsupported(
      `the local cloud does not support resources of type ${type}; it supports ${Object.keys(resourceSpecs).join(", ")}`,
    );
  }
  const parameters = pathParameters(spec);
  const body = Object.fromEntries(
    Object.entries(shapes.inputs).filter(([name]) => !parameters.includes(name)),
  );
  return { spec, body, ...shapes };
}

/** Sets lists of sub-resources that the program left out, so that a PUT does not delete what was made separately. */
export function withSubResources(
  { inputs }: Resource,
  body: PropertyMap,
  value: (name: string) => PropertyValue,
): PropertyMap {
  const properties = isRecord(body["properties"]) ? body["properties"] : {};
  const unset = Object.entries(inputs).filter(
    ([name, { subResources }]) => subResources === true && properties[name] === undefined,
  );
  return unset.length === 0
    ? body
    : {
        ...body,
        properties: { ...properties, ...Object.fromEntries(unset.map(([name]) => [name, value(name)])) },
      };
}

/** Leaves out lists of sub-resources that the program does not manage. */
export function withoutUnset(
  { inputs: shape }: Resource,
  projection: PropertyMap,
  inputs: PropertyMap,
): PropertyMap {
  return Object.fromEntries(
    Object.entries(projection).filter(
      ([name]) => shape[name]?.subResources !== true || inputs[name] !== undefined,
    ),
  );
}
