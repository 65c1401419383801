import * as v from "valibot";
import { recommendedPauseTag } from "../../../catalogue/pause";
import { rule } from "../advice";
import { text, wholeNumber } from "../fields";

const checksumUrl = "https://kubernetes.io/releases/download/";

/** Where a file's checksum comes from is the user's to know: Mullion knows none by heart. */
const sha256 = (file: string) =>
  v.pipe(
    v.string(rule("must be text", "put the checksum in quotes", checksumUrl)),
    v.regex(
      /^[0-9a-f]{64}$/,
      rule(
        "must be a SHA-256 checksum: 64 lower-case hexadecimal digits",
        "copy it from the release",
        checksumUrl,
      ),
    ),
    v.description(`SHA-256 of ${file}`),
  );

const reserves = v.optional(
  v.pipe(
    wholeNumber(1024, 65536, "MiB"),
    v.description("Memory in MiB that pods do not get: Windows itself needs 2048"),
  ),
  2048,
);

const kubeadm = v.strictObject({
  method: v.literal("kubeadm"),
  kubernetesVersion: v.pipe(
    v.string(rule("must be text", "put the version in quotes")),
    v.regex(/^1\.\d{2}\.\d+$/, rule("must be a Kubernetes patch such as 1.36.3", "write major.minor.patch")),
    v.description("Version of kubelet and kubeadm"),
  ),
  endpoint: v.pipe(
    v.string(),
    v.regex(
      /^[A-Za-z0-9.-]+:\d{1,5}$/,
      rule("must be host:port of the API server", "use for example 10.0.0.4:6443"),
    ),
    v.description("API server that the node joins, as host:port"),
  ),
  caCertHash: v.pipe(
    v.string(),
    v.regex(
      /^sha256:[0-9a-f]{64}$/,
      rule(
        "must be sha256: and 64 hexadecimal digits",
        "copy it from: kubeadm token create --print-join-command",
        "https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-join/",
      ),
    ),
    v.description(
      "Hash of the cluster's certificate authority, by which the node knows the API server; no secret",
    ),
  ),
  containerdVersion: v.pipe(
    v.string(rule("must be text", "put the version in quotes")),
    v.regex(/^\d+\.\d+\.\d+$/, rule("must be a containerd version such as 2.3.4", "write major.minor.patch")),
    v.description("Version of containerd"),
  ),
  pauseImage: v.optional(
    v.pipe(text, v.description("Image that holds the network of each pod")),
    `mcr.microsoft.com/oss/v2/kubernetes/pause:${recommendedPauseTag}`,
  ),
  checksums: v.strictObject({
    containerd: sha256("containerd-<version>-windows-amd64.tar.gz"),
    kubelet: sha256("kubelet.exe"),
    kubeadm: sha256("kubeadm.exe"),
  }),
  reservedMemoryMiB: reserves,
});

const rke2 = v.strictObject({
  method: v.literal("rke2"),
  version: v.pipe(
    v.string(),
    v.regex(
      /^v1\.\d{2}\.\d+\+rke2r\d+$/,
      rule(
        "must be a release of RKE2 such as v1.36.1+rke2r2",
        "copy it from the releases",
        "https://github.com/rancher/rke2/releases",
      ),
    ),
    v.description("Release of RKE2"),
  ),
  server: v.pipe(
    v.string(),
    v.regex(
      /^https:\/\/[A-Za-z0-9.-]+:\d{1,5}$/,
      rule("must be the address of a server such as https://10.0.0.4:9345", "correct it"),
    ),
    v.description("Server that the node joins"),
  ),
  checksums: v.strictObject({ rke2: sha256("rke2-windows-amd64.exe") }),
  reservedMemoryMiB: reserves,
});

/** How Windows machines of the user become nodes: what the rendered script is made from. */
export const existingBootstrap = v.variant("method", [kubeadm, rke2]);

/** A checked way to join by kubeadm. */
export type KubeadmBootstrap = v.InferOutput<typeof kubeadm>;
/** A checked way to join by RKE2. */
export type Rke2Bootstrap = v.InferOutput<typeof rke2>;
