import type { SourceId } from "../source";

/** Repositories of one registry that are known to hold the same kind of image. */
export interface RepositoryRow {
  readonly registry: string;
  /** Paths in the registry; one that ends with `/` stands for everything below it. */
  readonly repositories: readonly string[];
  readonly source: readonly SourceId[];
}

/** Repositories whose images are for Linux only. */
export const linuxOnlyRepositories = [
  {
    registry: "docker.io",
    repositories: [
      "adminer",
      "almalinux",
      "alpine",
      "amazoncorretto",
      "amazonlinux",
      "archlinux",
      "bash",
      "buildpack-deps",
      "busybox",
      "cassandra",
      "clickhouse",
      "couchdb",
      "debian",
      "drupal",
      "eclipse-mosquitto",
      "elasticsearch",
      "elixir",
      "erlang",
      "fedora",
      "fluentd",
      "gcc",
      "ghost",
      "gradle",
      "groovy",
      "haproxy",
      "haskell",
      "httpd",
      "influxdb",
      "jetty",
      "joomla",
      "kibana",
      "kong",
      "krakend",
      "logstash",
      "mariadb",
      "matomo",
      "maven",
      "memcached",
      "mongo-express",
      "mysql",
      "neo4j",
      "nextcloud",
      "nginx",
      "node",
      "odoo",
      "oraclelinux",
      "percona",
      "perl",
      "php",
      "phpmyadmin",
      "postgres",
      "rabbitmq",
      "redis",
      "redmine",
      "registry",
      "rethinkdb",
      "rockylinux",
      "ruby",
      "rust",
      "solr",
      "sonarqube",
      "spark",
      "telegraf",
      "tomcat",
      "tomee",
      "ubuntu",
      "varnish",
      "wordpress",
      "zookeeper",
    ].map((name) => `library/${name}`),
    source: ["docker-official-images"],
  },
  {
    registry: "docker.io",
    repositories: ["bitnami/", "bitnamilegacy/", "grafana/grafana", "grafana/loki", "prom/", "rancher/k3s"],
    source: ["linux-only-projects"],
  },
  {
    registry: "registry.k8s.io",
    repositories: [
      "autoscaling/cluster-autoscaler",
      "coredns/coredns",
      "dns/k8s-dns-node-cache",
      "etcd",
      "external-dns/external-dns",
      "ingress-nginx/controller",
      "ingress-nginx/kube-webhook-certgen",
      "kube-apiserver",
      "kube-controller-manager",
      "kube-proxy",
      "kube-scheduler",
      "kube-state-metrics/kube-state-metrics",
      "metrics-server/metrics-server",
      "sig-storage/csi-attacher",
      "sig-storage/csi-provisioner",
      "sig-storage/csi-resizer",
      "sig-storage/csi-snapshotter",
      "sig-storage/nfsplugin",
      "sig-storage/snapshot-controller",
    ],
    source: ["k8s-windows-intro", "linux-only-projects"],
  },
  {
    registry: "quay.io",
    repositories: [
      "argoproj/argocd",
      "cilium/",
      "jetstack/",
      "metallb/",
      "prometheus/",
      "prometheus-operator/",
      "tigera/operator",
    ],
    source: ["linux-only-projects"],
  },
  {
    registry: "ghcr.io",
    repositories: ["fluxcd/", "headlamp-k8s/headlamp", "pluralsh/deployment-operator"],
    source: ["linux-only-projects"],
  },
  { registry: "gcr.io", repositories: ["distroless/"], source: ["linux-only-projects"] },
  { registry: "cgr.dev", repositories: ["chainguard/"], source: ["linux-only-projects"] },
  {
    registry: "mcr.microsoft.com",
    repositories: ["azurelinux/", "cbl-mariner/", "mssql/server", "mirror/docker/library/ubuntu"],
    source: ["linux-only-projects"],
  },
] as const satisfies readonly RepositoryRow[];

/** Repositories whose tags stand for several platforms, Windows among them. */
export interface MultiPlatformRow extends RepositoryRow {
  /** Whether there are Linux variants too. */
  readonly linux: boolean;
}

/** Repositories whose tags without a Windows release stand for several platforms. */
export const multiPlatformRepositories = [
  {
    registry: "docker.io",
    repositories: [
      "caddy",
      "docker",
      "eclipse-temurin",
      "golang",
      "haxe",
      "hello-world",
      "hylang",
      "julia",
      "mongo",
      "nats",
      "openjdk",
      "pypy",
      "python",
      "swift",
      "traefik",
    ].map((name) => `library/${name}`),
    linux: true,
    source: ["docker-official-images"],
  },
  {
    registry: "registry.k8s.io",
    repositories: [
      "e2e-test-images/agnhost",
      "pause",
      "sig-storage/csi-node-driver-registrar",
      "sig-storage/livenessprobe",
      "sig-storage/smbplugin",
    ],
    linux: true,
    source: ["k8s-windows-intro", "smb-csi"],
  },
  {
    registry: "mcr.microsoft.com",
    repositories: ["oss/kubernetes/pause", "oss/v2/kubernetes/pause", "powershell"],
    linux: true,
    source: ["agentbaker-components", "ms-container-base-images"],
  },
  {
    registry: "public.ecr.aws",
    repositories: ["ebs-csi-driver/aws-ebs-csi-driver"],
    linux: true,
    source: ["ebs-csi"],
  },
  {
    registry: "ghcr.io",
    repositories: ["prometheus-community/windows-exporter"],
    linux: false,
    source: ["windows-exporter"],
  },
] as const satisfies readonly MultiPlatformRow[];

/**
 * The row that a repository belongs to.
 *
 * @param rows - one of the tables above
 * @param registry - registry host
 * @param repository - path in the registry
 */
export function findRepository<Row extends RepositoryRow>(
  rows: readonly Row[],
  registry: string,
  repository: string,
): Row | undefined {
  return rows.find(
    (row) =>
      row.registry === registry &&
      row.repositories.some((path) =>
        path.endsWith("/") ? repository.startsWith(path) : repository === path,
      ),
  );
}
