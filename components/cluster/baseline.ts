import * as apiextensions from "@pulumi/kubernetes/apiextensions";
import * as node from "@pulumi/kubernetes/node/v1";
import * as scheduling from "@pulumi/kubernetes/scheduling/v1";
import * as storage from "@pulumi/kubernetes/storage/v1";
import * as pulumi from "@pulumi/pulumi";
import type { WindowsRelease } from "../../catalogue/windows-releases";
import type { NamespaceConfig } from "../../config/schema/in-cluster";
import type { Platform } from "../platform";
import { Namespace } from "./namespace";
import { runtimeClassArgs } from "./runtime-class";
import { priorityClasses } from "./scheduling/priority-classes";
import { snapshotClassArgs } from "./storage/snapshot-class";
import { ntfsStorageClassArgs, shareStorageClassArgs } from "./storage/storage-class";

/** Arguments of {@link Baseline}. */
export interface BaselineArgs {
  readonly platform: Platform;
  readonly namespaces: readonly NamespaceConfig[];
  /** Whether classes that pods and volumes use are protected from deletion and replacement. @default false */
  readonly protectClasses?: boolean;
}

/** What teams find in a cluster before they deploy anything: classes for Windows pods, and namespaces with limits. */
export class Baseline extends pulumi.ComponentResource {
  /** The namespaces, in the order of the configuration. */
  readonly namespaces: readonly pulumi.Output<string>[];

  private readonly protectClasses: boolean;

  constructor(name: string, args: BaselineArgs, opts?: pulumi.ComponentResourceOptions) {
    const { platform, namespaces, protectClasses = false } = args;
    super("mullion:cluster:Baseline", name, {}, { providers: [platform.provider], ...opts });
    this.protectClasses = protectClasses;
    for (const release of releasesOf(platform)) this.createRuntimeClass(name, release);
    for (const [role, args] of Object.entries(priorityClasses)) {
      new scheduling.PriorityClass(`${name}-${role}`, args, this.classOptions(["value", "preemptionPolicy"]));
    }
    this.createStorage(name, platform);
    this.namespaces = namespaces.map((args) => this.createNamespace(name, args, platform).namespaceName);
    this.registerOutputs({});
  }

  private createRuntimeClass(name: string, release: WindowsRelease): node.RuntimeClass {
    return new node.RuntimeClass(
      `${name}-windows-${release.toLowerCase()}`,
      runtimeClassArgs(release),
      this.classOptions(["handler"]),
    );
  }

  private createStorage(name: string, { blockStorage, shareStorage }: Platform): void {
    if (shareStorage !== undefined)
      this.createStorageClass(`${name}-files`, shareStorageClassArgs(shareStorage));
    if (blockStorage === undefined) return;
    this.createStorageClass(`${name}-ntfs`, ntfsStorageClassArgs(blockStorage));
    if (blockStorage.snapshots !== true) return;
    new apiextensions.CustomResource(`${name}-ntfs-snapshots`, snapshotClassArgs(blockStorage), {
      parent: this,
    });
  }

  private createStorageClass(name: string, args: storage.StorageClassArgs): storage.StorageClass {
    return new storage.StorageClass(name, args, this.classOptions(["reclaimPolicy", "volumeBindingMode"]));
  }

  /**
   * @param immutable - what the API server refuses to change although the provider plans an update. The replacement that
   *   is planned instead stops at a protected class: pods and volumes may use it, so that a class of another name is
   *   the way (docs/guides/guardrails.md).
   */
  private classOptions(immutable: string[]): pulumi.CustomResourceOptions {
    return { parent: this, replaceOnChanges: immutable, protect: this.protectClasses };
  }

  private createNamespace(name: string, args: NamespaceConfig, { windowsRoom }: Platform): Namespace {
    return new Namespace(`${name}-${args.name}`, { ...args, windowsRoom }, { parent: this });
  }
}

function releasesOf(platform: Platform): WindowsRelease[] {
  const releases = platform.pools.flatMap(({ release }) => (release === undefined ? [] : [release]));
  return [...new Set(releases)].sort();
}
