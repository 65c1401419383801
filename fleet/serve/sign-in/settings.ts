import * as v from "valibot";
import { InputError } from "../../../impact/input-error";
import { readYaml } from "../../yaml-input";
import { isLoopback } from "../listen-address";

/** Where sign-in is documented. */
const page = "docs/guides/fleet.md#sign-in";

/** Environment variable with the client's secret. */
export const secretVariable = "MULLION_OIDC_CLIENT_SECRET";

const address = (what: string) => {
  const message = `must be ${what}: an https address (http only on this machine)`;
  return v.pipe(v.string(message), v.check(isSafeAddress, message));
};

const text = (what: string) => v.pipe(v.string(`must be ${what}`), v.trim(), v.nonEmpty(`must be ${what}`));

const scopes = "must be a list of scopes with openid among them";
const hours = "must be a number of hours from 1 to 24";
const origin = "must be an address without a path, such as https://fleet.example.org";

const file = v.strictObject(
  {
    issuer: address("the provider's issuer"),
    clientId: text("the id of this client at the provider"),
    clientSecretFile: v.optional(text("a file with the client's secret")),
    publicUrl: v.pipe(address("the address that people open"), v.check(isOrigin, origin)),
    scopes: v.optional(
      v.pipe(
        v.array(text("a scope"), scopes),
        v.check((list) => list.includes("openid"), scopes),
      ),
      ["openid", "profile"],
    ),
    groupsClaim: v.optional(text("the claim with the groups of a person"), "groups"),
    sessionHours: v.optional(v.pipe(v.number(hours), v.minValue(1, hours), v.maxValue(24, hours)), 8),
  },
  "must be an object with issuer, clientId and publicUrl",
);

/** How people sign in; the client's secret is not in it. */
export interface SignInSettings {
  readonly issuer: URL;
  readonly clientId: string;
  /** Address that people open; the provider sends them back there. */
  readonly publicUrl: URL;
  readonly scopes: readonly string[];
  readonly groupsClaim: string;
  /** How long somebody stays signed in, at most. */
  readonly sessionHours: number;
}

/** Where a client's secret may be. */
export interface SecretPlaces {
  readonly env: NodeJS.ProcessEnv;
  /** Reads `clientSecretFile`. @throws Error when that is not possible */
  readonly readFile: (file: string) => string;
}

/**
 * Reads `fleet-oidc.yaml`.
 *
 * @param content - YAML: `issuer`, `clientId`, `publicUrl` and more
 * @param input - its name, for messages
 * @param places - where the client's secret may be; it stands neither in the file nor on a command line
 * @returns the settings, and the secret apart from them; none for a public client, which PKCE alone protects
 * @throws InputError with every problem, one line each
 */
export function readSignIn(
  content: string,
  input: string,
  places: SecretPlaces,
): { readonly settings: SignInSettings; readonly clientSecret?: string } {
  const { issuer, publicUrl, clientSecretFile, ...rest } = readYaml(content, input, file, page);
  const clientSecret = readSecret(clientSecretFile, input, places);
  return {
    settings: { ...rest, issuer: new URL(issuer), publicUrl: new URL(publicUrl) },
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}

function readSecret(
  secretFile: string | undefined,
  input: string,
  { env, readFile }: SecretPlaces,
): string | undefined {
  const wrong = (message: string) => new InputError(input, [{ path: "clientSecretFile", message }]);
  const given = env[secretVariable];
  if (secretFile === undefined) {
    if (given?.trim() === "") throw new InputError(secretVariable, [{ path: "", message: "is empty" }]);
    return given?.trim();
  }
  if (given !== undefined) throw wrong(`and ${secretVariable} are both there; keep one of them (${page})`);
  let secret: string;
  try {
    secret = readFile(secretFile).trim();
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw wrong(`cannot be read: ${cause} (${page})`);
  }
  if (secret === "") throw wrong(`${secretFile} is empty; put the client's secret into it (${page})`);
  return secret;
}

/** A password that crosses a network in the clear is none. */
function isSafeAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return true;
  const { pathname, search, hash } = new URL(value);
  return pathname === "/" && search === "" && hash === "";
}
