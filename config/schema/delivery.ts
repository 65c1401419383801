import * as v from "valibot";
import { rule } from "./advice";
import { objectName, text, wholeNumber } from "./fields";

const fluxUrl = "https://fluxcd.io/flux/components/source/gitrepositories/";
const argoUrl = "https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/";
const pluralUrl = "https://docs.plural.sh/plural-features/continuous-deployment/deployment-operator";
const oidcUrl = "https://headlamp.dev/docs/latest/installation/in-cluster/oidc/";

/** An https address that ends with a given path; without a user, which would stand in the state. */
const address = (what: string, path: string, url: string) =>
  v.pipe(
    v.string(),
    v.check(
      (value) => /^https:\/\/[^\s/@]+(\/[^\s@]*)?$/.test(value) && value.endsWith(path),
      rule(
        `must be the https address of ${what}${path === "" ? "" : `, ending with ${path}`}`,
        "correct it",
        url,
      ),
    ),
  );

/** A Git repository, and the folder of it that belongs to this cluster. */
const repository = (url: string) =>
  v.strictObject({
    url: v.pipe(
      v.string(),
      v.regex(
        // No user and password in front of the host: they would stand in the state and in every preview.
        /^(https:\/\/[^\s/@]+\/\S+|ssh:\/\/([A-Za-z0-9_-]+@)?[^\s/@]+\/\S+)$/,
        rule(
          "must be the https or ssh address of a Git repository, without a password",
          "use for example https://github.com/contoso/fleet",
          url,
        ),
      ),
      v.description("Git repository, by https or ssh"),
    ),
    branch: v.optional(v.pipe(text, v.description("Branch")), "main"),
    path: v.pipe(
      v.string(),
      v.regex(
        /^(?!.*(^|\/)\.{1,2}(\/|$))[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/,
        rule(
          "must be a folder of the repository without a slash at its ends and without ..",
          "use for example clusters/prod",
          url,
        ),
      ),
      v.description("Folder of this cluster; its folders linux and windows are applied"),
    ),
  });

const intervalMinutes = v.optional(
  v.pipe(wholeNumber(1, 1440, "minutes"), v.description("Minutes between two looks at the repository")),
  5,
);

const flux = v.strictObject({
  tool: v.literal("flux"),
  repository: repository(fluxUrl),
  secret: v.optional(
    v.pipe(
      objectName,
      v.description("Secret in the namespace flux-system that opens the repository; default: it is public"),
    ),
  ),
  intervalMinutes,
});

const argocd = v.strictObject({
  tool: v.literal("argocd"),
  repository: repository(argoUrl),
  prune: v.optional(v.pipe(v.boolean(), v.description("Delete objects whose files are gone")), true),
});

const plural = v.strictObject({
  tool: v.literal("plural"),
  consoleUrl: v.pipe(
    address("the Plural console", "/ext/gql", pluralUrl),
    v.description("Plural console, ending with /ext/gql"),
  ),
  clusterId: v.pipe(text, v.description("Id of this cluster in the console")),
  deployToken: v.pipe(
    text,
    v.description(
      "Token of this cluster: pulumi config set --secret --path mullion:inCluster.delivery.deployToken",
    ),
  ),
});

/** What brings workloads into the cluster. */
export const delivery = v.variant("tool", [flux, argocd, plural]);

/** A web page for looking into the cluster. */
export const headlamp = v.strictObject({
  issuerUrl: v.pipe(
    address("an OpenID Connect issuer", "", oidcUrl),
    v.description("Issuer of sign-in tokens; the API server must trust it, too"),
  ),
  clientId: v.pipe(text, v.description("Client that is registered with the issuer for Headlamp")),
  clientSecret: v.optional(
    v.pipe(
      text,
      v.description(
        "Secret of that client: pulumi config set --secret --path mullion:inCluster.headlamp.clientSecret; default: none, with PKCE",
      ),
    ),
  ),
  callbackUrl: v.pipe(
    address("Headlamp itself", "/oidc-callback", oidcUrl),
    v.description("Where the issuer sends people back to, ending with /oidc-callback"),
  ),
  scopes: v.optional(v.pipe(v.array(text), v.description("What is asked of the issuer beside openid")), [
    "profile",
    "email",
    "groups",
  ]),
  readerGroups: v.optional(
    v.pipe(
      v.array(text),
      v.description(
        "Groups that may look at everything but secrets, as the API server names them; nobody may change anything",
      ),
    ),
    [],
  ),
});

/** A checked way of delivery. */
export type DeliveryConfig = v.InferOutput<typeof delivery>;
/** A checked repository. */
export type RepositoryConfig = v.InferOutput<ReturnType<typeof repository>>;
/** A checked Headlamp. */
export type HeadlampConfig = v.InferOutput<typeof headlamp>;
