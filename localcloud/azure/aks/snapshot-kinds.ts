const group = "snapshot.storage.k8s.io";

const kinds = [
  { kind: "VolumeSnapshotClass", plural: "volumesnapshotclasses", scope: "Cluster" },
  { kind: "VolumeSnapshotContent", plural: "volumesnapshotcontents", scope: "Cluster" },
  { kind: "VolumeSnapshot", plural: "volumesnapshots", scope: "Namespaced" },
] as const;

/**
 * The kinds of volume snapshots, which AKS brings with its snapshot controller. Their fields are not checked here, and
 * nothing takes a snapshot.
 *
 * @see https://learn.microsoft.com/azure/aks/azure-disk-csi#volume-snapshots
 */
export function snapshotKinds(): readonly object[] {
  return kinds.map(({ kind, plural, scope }) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: `${plural}.${group}`,
      // The API server takes no definition below *.k8s.io without the review that it came from.
      annotations: {
        "api-approved.kubernetes.io": "https://github.com/kubernetes-csi/external-snapshotter/pull/814",
      },
    },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
        },
      ],
    },
  }));
}
