import * as fs from "node:fs";
import * as path from "node:path";

import type { Component } from "./binaries";

/** What the flags of a control plane's programs are made of. */
export interface Settings {
  /** Folder of the control plane; every program runs in it. */
  readonly folder: string;
  /** TCP port of the API server on the loopback interface. */
  readonly port: number;
  /** Range of the addresses of Services. */
  readonly serviceCidr: string;
  /** The Kubernetes minor to act as: `1.35`. */
  readonly emulates: string;
}

/** The programs that talk to the API server, in no order. */
export const CLIENTS = [
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
] as const satisfies readonly Component[];

/** Where things are in the folder of a control plane. */
export const Layout = {
  record: "control-plane.json",
  users: "users.csv",
  pki: "pki",
  certificate: path.join("pki", "apiserver.crt"),
  serviceAccountKey: path.join("pki", "service-account.key"),
  kubeconfig: (component: Component): string => path.join("kubeconfig", `${component}.yaml`),
} as const;

/** The folder of the files that tell KWOK how nodes and pods live. */
const STAGES = path.join(__dirname, "stages");

/**
 * A Unix socket in the working directory: nobody but this user can open it, no port is taken, and a relative name has
 * no length to run out of. etcd wants the form `host:port`, so the file is called `etcd.sock:0`.
 */
const ETCD_SOCKET = "unix://etcd.sock:0";
const PEER_SOCKET = "unix://peer.sock:0";

/** The socket of etcd in the folder of a control plane; it exists once etcd listens. */
export const etcdSocketFile = (folder: string): string => path.join(folder, "etcd.sock:0");

/** The sockets that a dead etcd leaves behind and a new one would stumble over. */
export const socketFiles = (folder: string): readonly string[] => [
  etcdSocketFile(folder),
  path.join(folder, "peer.sock:0"),
];

/**
 * The address that the `kubernetes` Service points its endpoints to. No traffic goes there; it only must not be a
 * loopback address, which Endpoints may not hold, and must not depend on the machine's network.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5737 (TEST-NET-1)
 */
const ADVERTISED = "192.0.2.1";

/** The flags that each program of a control plane is started with. */
export const flagsOf: Readonly<Record<Component, (settings: Settings) => readonly string[]>> = {
  etcd: ({ folder }) => [
    "--name=local",
    `--data-dir=${path.join(folder, "etcd")}`,
    `--listen-client-urls=${ETCD_SOCKET}`,
    `--advertise-client-urls=${ETCD_SOCKET}`,
    `--listen-peer-urls=${PEER_SOCKET}`,
    `--initial-advertise-peer-urls=${PEER_SOCKET}`,
    `--initial-cluster=local=${PEER_SOCKET}`,
    // A killed process loses nothing; only a machine that loses power may, and then the cluster is made anew.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ],

  "kube-apiserver": ({ folder, port, serviceCidr, emulates }) => [
    `--emulated-version=${emulates}`,
    `--etcd-servers=${ETCD_SOCKET}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${port}`,
    `--advertise-address=${ADVERTISED}`,
    `--cert-dir=${path.join(folder, Layout.pki)}`,
    `--service-account-issuer=https://kubernetes.default.svc.cluster.local`,
    `--service-account-key-file=${Layout.serviceAccountKey}`,
    `--service-account-signing-key-file=${Layout.serviceAccountKey}`,
    `--token-auth-file=${Layout.users}`,
    "--anonymous-auth=false",
    "--authorization-mode=Node,RBAC",
    `--service-cluster-ip-range=${serviceCidr}`,
    "--allow-privileged=true",
    "--profiling=false",
  ],

  "kube-controller-manager": ({ folder, emulates }) => [
    `--emulated-version=${emulates}`,
    `--kubeconfig=${path.join(folder, Layout.kubeconfig("kube-controller-manager"))}`,
    `--service-account-private-key-file=${Layout.serviceAccountKey}`,
    `--root-ca-file=${Layout.certificate}`,
    // As kubeadm and the clouds do: each controller is a service account of its own, which admission policies see.
    "--use-service-account-credentials=true",
    // The default of 20 requests a second is meant for shared API servers; it makes a new cluster wait for seconds.
    "--kube-api-qps=500",
    "--kube-api-burst=1000",
    "--leader-elect=false",
    "--secure-port=0",
    "--profiling=false",
  ],

  "kube-scheduler": ({ folder, emulates }) => [
    `--emulated-version=${emulates}`,
    `--kubeconfig=${path.join(folder, Layout.kubeconfig("kube-scheduler"))}`,
    "--kube-api-qps=500",
    "--kube-api-burst=1000",
    "--leader-elect=false",
    "--secure-port=0",
    "--profiling=false",
  ],

  kwok: ({ folder }) => [
    `--kubeconfig=${path.join(folder, Layout.kubeconfig("kwok"))}`,
    ...fs
      .readdirSync(STAGES)
      .sort()
      .map((file) => `--config=${path.join(STAGES, file)}`),
    "--manage-all-nodes=false",
    `--manage-nodes-with-annotation-selector=${SIMULATED.annotation}=${SIMULATED.value}`,
    // Heartbeats are Lease objects, as those of kubelets; the node controller sees a KWOK that died.
    "--node-lease-duration-seconds=40",
  ],
};

/** The annotation of the nodes whose kubelet KWOK plays. @see https://kwok.sigs.k8s.io/docs/user/kwok-manage-nodes-and-pods/ */
export const SIMULATED = { annotation: "kwok.x-k8s.io/node", value: "fake" } as const;
