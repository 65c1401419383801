import type { InvokeRequest, InvokeResult, Provider } from "../provider";
import { Unsupported } from "../provider";

/**
 * A provider that stands in for any package where a program is only to be looked at: it takes inputs as they are,
 * knows no outputs, and asks nobody. It refuses to deploy.
 */
export const planProvider: Provider = {
  supportsPreview: false,
  configure: () => undefined,
  check: ({ news }) => ({ inputs: news }),
  diff: () => ({ changes: "unknown" }),
  read: ({ id, inputs, properties }) => ({ id, properties: properties ?? {}, inputs: inputs ?? {} }),
  create: refuse,
  update: refuse,
  delete: refuse,
  invoke: answer,
};

function refuse(): never {
  throw new Unsupported("this is a look at the program only: nothing can be created, changed or deleted");
}

/** An id in the form of AMIs, which is what parameters are asked for. */
const unknownImage = { value: "ami-00000000000000000", insecureValue: "ami-00000000000000000" };

/** What programs ask before they declare anything, answered with made-up but well-formed values. */
const answers: Readonly<Record<string, (request: InvokeRequest) => InvokeResult>> = {
  "azure-native:authorization:getClientConfig": () => ({
    value: { clientId: guid(1), objectId: guid(2), subscriptionId: guid(3), tenantId: guid(4) },
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    value: {
      accountId: "123456789012",
      arn: "arn:aws:iam::123456789012:user/plan",
      id: "123456789012",
      userId: "PLAN",
    },
  }),
  "aws:index/getRegion:getRegion": ({ args }) => {
    const region = typeof args["region"] === "string" ? args["region"] : "us-east-1";
    return {
      value: {
        id: region,
        name: region,
        region,
        description: region,
        endpoint: `ec2.${region}.amazonaws.com`,
      },
    };
  },
  "aws:index/getPartition:getPartition": () => ({
    value: { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
  }),
  "aws:ssm/getParameter:getParameter": ({ args }) => {
    const name = typeof args["name"] === "string" ? args["name"] : "";
    return { value: { ...args, id: name, name, arn: "", type: "String", version: 1, ...unknownImage } };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ args }) => {
    const region = typeof args["region"] === "string" ? args["region"] : "us-east-1";
    const letters = ["a", "b", "c"];
    return {
      value: {
        id: region,
        names: letters.map((letter) => `${region}${letter}`),
        zoneIds: letters.map((_, index) => `use1-az${String(index + 1)}`),
        groupNames: [region],
        state: "available",
      },
    };
  },
};

function answer(request: InvokeRequest): InvokeResult {
  const known = answers[request.token];
  if (known !== undefined) return known(request);
  throw new Unsupported(
    `function ${request.token} has no answer without a cloud; answered are ${Object.keys(answers).join(", ")}`,
  );
}

function guid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
