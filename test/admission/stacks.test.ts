import assert from "node:assert/strict";
import { snapshotKinds } from "../../localcloud/azure/aks/snapshot-kinds";
import type { Home } from "../../localcloud/home";
import type { KubernetesClient, KubernetesObject } from "../../localcloud/kubernetes";
import { applyObjects, KubernetesApiError, startControlPlane } from "../../localcloud/kubernetes";
import { unwrapSecrets } from "../../localcloud/wire/values";
import { recordProgram } from "../components/program";
import type { Registration } from "../components/record";
import { recordStack, stacks } from "../components/stacks";
import { eksBase, eksConfigOf } from "../config/eks-base";
import { eventually } from "../localcloud/kubernetes/eventually";
import {
  BUILD_TIMEOUT_MILLISECONDS,
  removeHome,
  temporaryHome,
} from "../localcloud/kubernetes/temporary-home";
import { pathOf } from "./support/verdicts";

/** What no stack of this project asks for all at once. */
const everything = eksConfigOf({
  ...eksBase,
  namespaces: [
    { name: "orders" },
    { name: "agents", podSecurity: "privileged", hostProcess: { adminGroups: ["node-operators"] } },
  ],
  inCluster: {
    prometheus: {},
    warmUp: {
      prePull: [{ release: "2022", images: ["mcr.microsoft.com/windows/servercore:ltsc2022"] }],
      spare: [{ release: "2022", replicas: 1 }],
    },
    headlamp: {
      issuerUrl: "https://login.contoso.com",
      clientId: "headlamp",
      callbackUrl: "https://headlamp.contoso.com/oidc-callback",
      readerGroups: ["ops"],
    },
    delivery: { tool: "flux", repository: { url: "https://github.com/contoso/fleet", path: "clusters/dev" } },
    gmsa: {
      credentialSpecs: [
        {
          name: "orders-web",
          account: "orders-web",
          domain: {
            dnsName: "corp.contoso.com",
            netBiosName: "CORP",
            sid: "S-1-5-21-2126449477-2524075714-3094792973",
            guid: "244818ae-87ac-4fcd-92ec-e79e5252348a",
          },
          plugin: {
            guid: "{859E1386-BDB4-49E8-85C7-3070B13920E1}",
            input: "https://vault.contoso.com/orders",
          },
          usedBy: [{ namespace: "orders" }],
        },
      ],
    },
  },
});

/** What a stack puts into its cluster. */
interface InCluster {
  readonly objects: readonly KubernetesObject[];
  /** Releases of charts: Helm renders them, not this program. */
  readonly releases: readonly string[];
}

/** Everything of a program that goes to the API server, as it is registered. */
function inClusterOf(all: readonly Registration[]): InCluster {
  const registrations = all.filter(({ type, custom }) => custom && type.startsWith("kubernetes:"));
  const [releases, objects] = [true, false].map((wanted) =>
    registrations.filter(({ type }) => type.startsWith("kubernetes:helm.sh/") === wanted),
  );
  return {
    objects: (objects ?? []).map(({ inputs }) => unwrapSecrets(inputs) as unknown as KubernetesObject),
    releases: (releases ?? []).map(({ name }) => name),
  };
}

/** Kinds whose definition here is the local cloud's stand-in, which knows no fields. */
const withoutFields = ["VolumeSnapshotClass"];

const isGround = ({ kind }: KubernetesObject) => kind === "Namespace" || kind === "CustomResourceDefinition";

describe("what the stacks of this project put into their clusters", function () {
  this.timeout(BUILD_TIMEOUT_MILLISECONDS);
  let home: Home;
  let client: KubernetesClient;
  const inCluster = new Map<string, InCluster>();

  before(async () => {
    for (const stack of stacks) inCluster.set(stack, inClusterOf(await recordStack(stack)));
    inCluster.set("everything", inClusterOf(await recordProgram(everything)));
    home = temporaryHome();
    client = (await startControlPlane({ home, id: "stacks" })).client();
    const definitions = snapshotKinds().map((definition) => ({ metadata: {}, ...definition }));
    await applyObjects(client, definitions, "test");
  });

  after(async () => {
    client.close();
    await removeHome(home);
  });

  /** Server-side apply by which nothing is kept; every field must be one that the API server knows. */
  const apply = (object: KubernetesObject, dryRun: boolean) =>
    client.apply(`${pathOf(object)}/${object.metadata.name ?? ""}`, object, {
      fieldManager: "mullion",
      force: true,
      fieldValidation: "Strict",
      ...(dryRun ? { dryRun: "All" } : {}),
    });

  it("is taken by a real API server, object for object, with every field checked", async () => {
    const refused: string[] = [];
    const tryOne = async (stack: string, object: KubernetesObject) => {
      await apply(object, !isGround(object)).catch((error: unknown) => {
        if (!(error instanceof KubernetesApiError)) throw error;
        refused.push(`${stack}: ${object.kind ?? ""} ${object.metadata.name ?? ""}: ${error.message}`);
      });
    };
    for (const [stack, { objects, releases }] of inCluster) {
      const before = refused.length;
      const ground = objects.filter(isGround);
      for (const object of ground) await tryOne(stack, object);
      await served(client, ground);
      for (const object of objects.filter((one) => !isGround(one))) await tryOne(stack, object);
      console.log(
        `      ${stack.padEnd(10)} objects ${String(objects.length).padStart(3)}  refused ${String(refused.length - before)}  ` +
          `releases left out: ${releases.join(", ") || "none"}`,
      );
    }
    assert.deepEqual(refused, []);
    assert.ok(inCluster.size >= 7 && [...inCluster.values()].every(({ objects }) => objects.length > 10));
  });

  it("would be refused with a field that nobody knows, whatever the kind", async () => {
    const kinds = new Map(
      [...inCluster.values()].flatMap(({ objects }) => objects.map((one) => [one.kind ?? "", one] as const)),
    );
    assert.ok(kinds.size >= 15, [...kinds.keys()].join());
    for (const [kind, object] of kinds) {
      if (withoutFields.includes(kind)) continue;
      await assert.rejects(apply({ ...object, unheardOf: true }, true), /unheardOf/, kind);
    }
  });

  it("would be refused with a field deep in a definition of this program that nobody knows", async () => {
    const specs = inCluster.get("everything")?.objects.filter(({ kind }) => kind === "GMSACredentialSpec");
    const [spec] = specs ?? [];
    assert.ok(spec !== undefined);
    const wrong = { ...spec, credspec: { DomainJoinConfig: { SID: "S-1-5-21" } } };
    await assert.rejects(apply(wrong, true), /credspec\.DomainJoinConfig\.SID/);
  });
});

/** A definition is served a moment after it is made. */
async function served(client: KubernetesClient, ground: readonly KubernetesObject[]): Promise<void> {
  for (const { kind, spec } of ground) {
    if (kind !== "CustomResourceDefinition") continue;
    const { group, versions, names } = spec as {
      readonly group: string;
      readonly versions: readonly { readonly name: string }[];
      readonly names: { readonly plural: string };
    };
    for (const { name } of versions) {
      await eventually(async () => {
        await client.list(`/apis/${group}/${name}/${names.plural}`);
      }, 60_000);
    }
  }
}
