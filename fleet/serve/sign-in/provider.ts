import * as oidc from "openid-client";
import { InputError } from "../../../impact/input-error";
import type { SignInSettings } from "./settings";

/** Who somebody is, by the word of the provider. */
export interface Identity {
  /** What to call the person. */
  readonly name: string;
  readonly groups: readonly string[];
}

/** What has to be remembered between sending somebody to the provider and the return. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Path that the provider sends people back to. */
export const callbackPath = "/sign-in/callback";

/** The groups of a person are not to be had. */
export class NoGroupsError extends Error {
  override readonly name = "NoGroupsError";
}

/** An OpenID provider. */
export class Provider {
  private constructor(
    private readonly config: oidc.Configuration,
    private readonly settings: SignInSettings,
  ) {}

  /**
   * Asks the provider for its addresses.
   *
   * @throws InputError when it does not answer, or is another one than its name says
   */
  static async find(settings: SignInSettings, clientSecret: string | undefined): Promise<Provider> {
    const { issuer, clientId } = settings;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- only for a provider on this machine, see settings.ts
    const insecure = issuer.protocol === "http:" ? [oidc.allowInsecureRequests] : [];
    try {
      const config = await oidc.discovery(
        issuer,
        clientId,
        undefined,
        clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
        // Without it the signature of an ID token would not be looked at, because it came over TLS.
        { execute: [oidc.enableNonRepudiationChecks, ...insecure], timeout: 10 },
      );
      return new Provider(config, settings);
    } catch (error) {
      const message = `the provider cannot be used: ${saying(error)}; see that the address is right and answers (docs/guides/fleet.md#sign-in)`;
      throw new InputError(`issuer ${issuer.href}`, [{ path: "", message }]);
    }
  }

  /** Where to send somebody, and what to remember. */
  async begin(): Promise<{ readonly url: URL; readonly journey: Journey }> {
    const journey = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(this.config, {
      redirect_uri: new URL(callbackPath, this.settings.publicUrl).href,
      scope: this.settings.scopes.join(" "),
      code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: "S256",
      state: journey.state,
      nonce: journey.nonce,
    });
    return { url, journey };
  }

  /**
   * Exchanges the code that somebody came back with.
   *
   * @param search - query of the callback
   * @throws NoGroupsError when the provider does not say the groups; an error of openid-client for everything else
   */
  async finish(search: string, { state, nonce, verifier }: Journey): Promise<Identity> {
    const callback = new URL(callbackPath + search, this.settings.publicUrl);
    const tokens = await oidc.authorizationCodeGrant(this.config, callback, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error("the provider sent no ID token");
    const { groupsClaim } = this.settings;
    // Some providers say little in the ID token and the rest where they are asked for it.
    const more =
      claims[groupsClaim] === undefined && this.config.serverMetadata().userinfo_endpoint !== undefined
        ? await oidc.fetchUserInfo(this.config, tokens.access_token, claims.sub)
        : {};
    const all: Readonly<Record<string, unknown>> = { ...more, ...claims };
    return { name: nameOf(all) ?? claims.sub, groups: groupsOf(all[groupsClaim], groupsClaim) };
  }
}

/** What an error of sign-in says, in one line that is safe to print: no token, no code, no secret. */
export function saying(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const code = "error" in error && typeof error.error === "string" ? error.error : undefined;
  const status =
    "status" in error && typeof error.status === "number" ? `HTTP ${String(error.status)}` : undefined;
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  const parts = [error.message, code, status, cause].filter((part) => part !== undefined && part !== "");
  // A provider's answer must not paint a terminal.
  return parts
    .join(": ")
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, 300);
}

function nameOf(claims: Readonly<Record<string, unknown>>): string | undefined {
  return ["preferred_username", "email", "name"]
    .map((claim) => claims[claim])
    .find((value): value is string => typeof value === "string" && value !== "");
}

function groupsOf(value: unknown, claim: string): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.filter((group): group is string => typeof group === "string");
  throw new NoGroupsError(`the provider sent no claim ${claim}`);
}
