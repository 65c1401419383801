import type { Sourced } from "../source";
import type { DistributionName } from "./distributions";

/** How the certificates of a cluster are renewed where its owner has to do it. */
export interface CertificateRenewal extends Sourced {
  readonly distribution: DistributionName;
  /** Command that lists all certificates with their ends, for a shell on a control-plane node. */
  readonly check?: string;
  /** What to do about client and server certificates, with the commands. */
  readonly renew: string;
  /** Where a fresh kubeconfig of the administrator is then, on a control-plane node. */
  readonly kubeconfig?: string;
}

/**
 * Ways to renew certificates, by what the cluster was made with.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/ (read 2026-11-23)
 * @see https://docs.rke2.io/security/certificates (read 2026-08-20)
 */
export const certificateRenewals = {
  kubeadm: {
    distribution: "kubeadm",
    check: "kubeadm certs check-expiration",
    renew:
      'run "kubeadm certs renew all" on every control-plane node and restart its static pods (move their manifests out of /etc/kubernetes/manifests for 20 seconds)',
    kubeconfig: "/etc/kubernetes/admin.conf",
    source: ["kubeadm-certs"],
  },
  rke2: {
    distribution: "rke2",
    check: "rke2 certificate check --output table",
    renew:
      'restart RKE2 on every server ("systemctl restart rke2-server"): when it starts it renews what has less than 120 days left',
    kubeconfig: "/etc/rancher/rke2/rke2.yaml",
    source: ["rke2-certificates"],
  },
  "docker-desktop": {
    distribution: "docker-desktop",
    renew: "reset the cluster in Docker Desktop (Settings, Kubernetes): everything in it is made anew",
    source: ["docker-desktop-kubernetes"],
  },
  other: {
    distribution: "other",
    renew: "renew them as the makers of the distribution say",
    source: ["k8s-certificates"],
  },
} as const satisfies Record<DistributionName, CertificateRenewal>;

/**
 * From how many days before its end something should be renewed. A month leaves time for a maintenance window; a new
 * authority has to reach every node and every kubeconfig, which is a project.
 */
export const renewalDays = {
  "client-certificate": 30,
  "server-certificate": 30,
  token: 30,
  authority: 365,
  source: ["mullion-inference"],
} as const satisfies Sourced & Record<string, unknown>;
