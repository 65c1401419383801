import type * as pulumi from "@pulumi/pulumi";
import type { ChartValues } from "../../../catalogue/charts";
import type { DeliveryConfig, HeadlampConfig } from "../../../config/schema/delivery";
import type { Folder } from "./folders";

type Flux = Extract<DeliveryConfig, { tool: "flux" }>;
type ArgoCd = Extract<DeliveryConfig, { tool: "argocd" }>;
type Plural = Extract<DeliveryConfig, { tool: "plural" }>;

/**
 * Values of the chart flux2-sync: the repository and its folders.
 *
 * @param flux - what a stack decides
 * @param folders - what is applied; the chart has one place for the first and a list for all others
 */
export function fluxSyncValues(
  { repository, secret, intervalMinutes }: Flux,
  folders: readonly Folder[],
): ChartValues {
  const interval = `${String(intervalMinutes)}m`;
  const [first, ...others] = folders.map(({ path }) => ({
    spec: { path: `./${path}`, interval, prune: true },
  }));
  return {
    gitRepository: {
      spec: {
        url: repository.url,
        ref: { branch: repository.branch },
        interval,
        ...(secret === undefined ? {} : { secretRef: { name: secret } }),
      },
    },
    kustomization: first,
    kustomizationlist: others,
  };
}

/**
 * Values of the chart argocd-apps: one application for each folder.
 *
 * @param argoCd - what a stack decides
 * @param folders - what is applied
 * @param namespace - namespace of Argo CD
 */
export function argoAppsValues(
  { repository, prune }: ArgoCd,
  folders: readonly Folder[],
  namespace: pulumi.Input<string>,
): ChartValues {
  const applications = folders.map(({ os, path }) => [
    os,
    {
      namespace,
      project: "default",
      source: {
        repoURL: repository.url,
        targetRevision: repository.branch,
        path,
        directory: { recurse: true },
      },
      destination: { server: "https://kubernetes.default.svc", namespace: "default" },
      syncPolicy: { automated: { prune, selfHeal: true } },
    },
  ]);
  return { applications: Object.fromEntries(applications) as ChartValues };
}

/**
 * Values of the chart deployment-operator.
 *
 * @param plural - what a stack decides
 * @param deployToken - the token as a secret
 */
export function pluralValues(
  { consoleUrl, clusterId }: Plural,
  deployToken: pulumi.Output<string>,
): ChartValues {
  return { consoleUrl, clusterId, secrets: { deployToken } };
}

/**
 * Values of the chart headlamp. Its service account gets no rights: people act with their own.
 *
 * @param headlamp - what a stack decides
 * @param clientSecret - the client's secret as a secret, where there is one
 * @see https://headlamp.dev/docs/latest/installation/in-cluster/oidc/
 */
export function headlampValues(
  { issuerUrl, clientId, callbackUrl, scopes }: HeadlampConfig,
  clientSecret: pulumi.Output<string> | undefined,
): ChartValues {
  return {
    config: {
      oidc: {
        secret: { create: true, name: "headlamp-oidc" },
        issuerURL: issuerUrl,
        clientID: clientId,
        callbackURL: callbackUrl,
        scopes: scopes.join(","),
        // Without a secret, only PKCE keeps somebody else from using the code that the issuer sends back.
        ...(clientSecret === undefined ? { usePKCE: true } : { clientSecret }),
      },
    },
    clusterRoleBinding: { create: false },
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
  };
}
