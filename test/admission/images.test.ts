import assert from "node:assert/strict";
import fc from "fast-check";
import { imageVariables } from "../../components/cluster/guardrails/cel/images";
import { podVariables } from "../../components/cluster/guardrails/cel/pods";
import { variablesFor } from "../../components/cluster/guardrails/cel/variable";
import {
  baseImages,
  linuxOnlyRepositories,
  multiPlatformRepositories,
  parseImageReference,
  windowsBuildOfImage,
} from "../../catalogue/images";
import { buildOfTagName } from "../../catalogue/images/windows-tags";
import type { Home } from "../../localcloud/home";
import type { KubernetesClient } from "../../localcloud/kubernetes";
import { applyObjects, startControlPlane } from "../../localcloud/kubernetes";
import { eventually } from "../localcloud/kubernetes/eventually";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../localcloud/kubernetes/temporary-home";

/** Images of one request; each of them says its verdict in one line of a warning. */
const batch = 12;
const requests = process.env["MULLION_ADMISSION"] === "all" ? 120 : 12;

const repositories = fc.constantFrom(
  ...Object.keys(baseImages).map((image) => `mcr.microsoft.com/${image}`),
  ...[...linuxOnlyRepositories, ...multiPlatformRepositories].flatMap(({ registry, repositories: paths }) =>
    paths.map((path) => `${registry}/${path.endsWith("/") ? `${path}some` : path}`),
  ),
  ...["nginx", "docker.io/nginx", "index.docker.io/library/nginx", "grafana/grafana", "someone/app"],
  ...["registry.example:5000/team/app", "localhost/app", "mcr.microsoft.com/windows/nanoserver/insider"],
  ...["mcr.microsoft.com/dotnet/aspnet", "mcr.microsoft.com/dotnet/framework/aspnet"],
);

const word = fc.constantFrom(
  ...buildOfTagName.keys(),
  ...["windowsservercore", "nanoserver", "servercore", "windows", "nanoserver1809", "ltsc2030", "KB5031364"],
  ...["alpine", "alpine3.20", "bookworm", "ubi8", "noble", "linux", "cbl-mariner2.0", "azurelinux3.0"],
  ...["10.0.20348.1", "10.0.17763.437", "10.0.19999.1", "8.0", "10.0", "4.8.1", "v2", "1", "latest", "amd64"],
);

const tag = fc
  .tuple(word, fc.array(fc.tuple(fc.constantFrom("-", "_", "."), word), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.map((parts) => parts.join("")).join(""));

const digest = `@sha256:${"0123456789abcdef".repeat(4)}`;

const images = fc
  .tuple(repositories, fc.option(tag), fc.constantFrom("", "", "", digest))
  .map(([repository, name, end]) => `${repository}${name === null ? "" : `:${name}`}${end}`)
  .filter((image) => parseImageReference(image) !== undefined);

/** What the catalogue says, in the words of the policy below. */
function expected(image: string): string {
  const platform = windowsBuildOfImage(image);
  if (platform.kind === "build") return `${String(platform.build)}/`;
  return `0/${platform.kind === "linux" ? platform.via : ""}`;
}

describe("the CEL about images, on a real API server", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let client: KubernetesClient;

  before(async () => {
    home = temporaryHome();
    const controlPlane = await startControlPlane({ home, id: "images" });
    client = controlPlane.client();
    await applyObjects(client, speakingPolicy(), "test");
    await eventually(async () => {
      assert.deepEqual(await ask(client, ["nginx:1"]), [expected("nginx:1")]);
    }, 60_000);
  });

  after(async () => {
    client.close();
    await removeHome(home);
  });

  it("reads out of any reference what the catalogue reads out of it", async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(images, { minLength: batch, maxLength: batch }), async (references) => {
        const answers = await ask(client, references);
        asked += references.length;
        const apart = references.flatMap((reference, index) =>
          answers[index] === expected(reference)
            ? []
            : [`${reference}: CEL "${answers[index] ?? ""}", catalogue "${expected(reference)}"`],
        );
        assert.deepEqual(apart, []);
      }),
      { numRuns: requests, endOnFailure: true },
    );
    console.log(`      ${String(asked)} references, 0 disagreements`);
  });
});

/** A policy that finds fault with every pod, and says what it knows of its images. */
function speakingPolicy() {
  const verdicts =
    'variables.images.map(i, string(i.build) + "/" + (variables.linuxImages.exists(l, l.of == i.of) ? ' +
    'variables.linuxImages.filter(l, l.of == i.of)[0].sign : "")).join("|")';
  const name = "speaks-of-images";
  const apiVersion = "admissionregistration.k8s.io/v1";
  const variables = variablesFor(verdicts, [
    ...podVariables,
    ...imageVariables.filter((one) => !podVariables.includes(one)),
  ]);
  const resourceRules = [
    { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
  ];
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name },
      spec: {
        matchConstraints: { resourceRules },
        variables: variables.map(({ name: of, expression }) => ({ name: of, expression })),
        validations: [{ expression: "false", messageExpression: `"images: " + ${verdicts}` }],
      },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name },
      spec: { policyName: name, validationActions: ["Warn"] },
    },
  ];
}

async function ask(client: KubernetesClient, references: readonly string[]): Promise<string[]> {
  const containers = references.map((image, index) => ({ name: `c${String(index)}`, image }));
  const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "images" }, spec: { containers } };
  const { warnings } = await client.request({
    method: "POST",
    path: "/api/v1/namespaces/default/pods",
    body,
    query: { dryRun: "All" },
  });
  const said = warnings.flatMap((warning) => /images: (.*)$/.exec(warning)?.[1] ?? []);
  return said[0]?.split("|") ?? [];
}
