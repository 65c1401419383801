import { eksBase } from "../../eks-base";
import { ruleTest } from "../rule-test";

const repository = { url: "https://github.com/contoso/fleet", path: "clusters/prod" };
const withFlux = (change: object) => ({
  ...eksBase,
  inCluster: { delivery: { tool: "flux", repository: { ...repository, ...change } } },
});
const withPlural = (change: object) => ({
  ...eksBase,
  inCluster: {
    delivery: {
      tool: "plural",
      consoleUrl: "https://console.contoso.com/ext/gql",
      clusterId: "4711",
      deployToken: "canary-token",
      ...change,
    },
  },
});
const withHeadlamp = (change: object) => ({
  ...eksBase,
  inCluster: {
    headlamp: {
      issuerUrl: "https://login.contoso.com/realms/ops",
      clientId: "headlamp",
      callbackUrl: "https://headlamp.contoso.com/oidc-callback",
      ...change,
    },
  },
});
const fluxUrl = "https://fluxcd.io/flux/components/source/gitrepositories/";
const oidcUrl = "https://headlamp.dev/docs/latest/installation/in-cluster/oidc/";
const at = "inCluster.delivery";
const badUrl = "must be the https or ssh address of a Git repository, without a password";
const badPath = "must be a folder of the repository without a slash at its ends and without ..";

ruleTest("delivery", [
  { title: "takes a repository by https", values: withFlux({}) },
  {
    title: "takes a repository by ssh with its user",
    values: withFlux({ url: "ssh://git@github.com/contoso/fleet" }),
  },
  ...[
    "http://github.com/contoso/fleet",
    "https://me:secret@github.com/contoso/fleet",
    "git@github.com:contoso/fleet",
  ].map((url) => ({
    title: `refuses ${url}`,
    values: withFlux({ url }),
    lines: [
      `${at}.repository.url: ${badUrl}, got "${url}"; use for example https://github.com/contoso/fleet (${fluxUrl})`,
    ],
  })),
  ...["/clusters", "clusters/", "clusters/../other", "..", ""].map((path) => ({
    title: `refuses the folder "${path}"`,
    values: withFlux({ path }),
    lines: [`${at}.repository.path: ${badPath}, got "${path}"; use for example clusters/prod (${fluxUrl})`],
  })),
  {
    title: "takes a folder with full stops in its name",
    values: withFlux({ path: "clusters/v1.2/..prod" }),
  },
  { title: "takes Plural", values: withPlural({}) },
  {
    title: "never shows a token that is wrong",
    values: withPlural({ deployToken: ["canary-token"] }),
    lines: [`${at}.deployToken: must be text; correct it`],
  },
  {
    title: "refuses a console without its API",
    values: withPlural({ consoleUrl: "https://console.contoso.com" }),
    lines: [
      `${at}.consoleUrl: must be the https address of the Plural console, ending with /ext/gql, got "https://console.contoso.com"; correct it (https://docs.plural.sh/plural-features/continuous-deployment/deployment-operator)`,
    ],
  },
]);

ruleTest("Headlamp", [
  { title: "takes a client without a secret", values: withHeadlamp({}) },
  { title: "takes a client with a secret", values: withHeadlamp({ clientSecret: "canary-secret" }) },
  {
    title: "never shows a secret that is wrong",
    values: withHeadlamp({ clientSecret: { value: "canary-secret" } }),
    lines: ["inCluster.headlamp.clientSecret: must be text; correct it"],
  },
  {
    title: "refuses addresses that browsers would send tokens to in plain text, or that lead nowhere",
    values: withHeadlamp({
      issuerUrl: "http://login.contoso.com",
      callbackUrl: "https://headlamp.contoso.com/",
    }),
    lines: [
      `inCluster.headlamp.issuerUrl: must be the https address of an OpenID Connect issuer, got "http://login.contoso.com"; correct it (${oidcUrl})`,
      `inCluster.headlamp.callbackUrl: must be the https address of Headlamp itself, ending with /oidc-callback, got "https://headlamp.contoso.com/"; correct it (${oidcUrl})`,
    ],
  },
]);
