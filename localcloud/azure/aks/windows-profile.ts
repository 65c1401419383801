import { createHash, randomBytes } from "node:crypto";
import type { JsonObject } from "../../clouds/json";
import { isTrueAt, textAt, valueAt } from "../../clouds/json";
import type { Put, Rule } from "../resource-type";
import { invalidParameter } from "./pool-check";

/** @see https://learn.microsoft.com/rest/api/aks/managed-clusters/create-or-update#managedclusterwindowsprofile */
const refusedNames = new Set(
  "administrator admin user user1 test user2 test1 user3 admin1 1 123 a actuser adm admin2 aspnet backup console david guest john owner root server sql support support_388945a0 sys test2 test3 user4 user5".split(
    " ",
  ),
);

const refusedPasswords = new Set([
  "abc@123",
  "P@$$w0rd",
  "P@ssw0rd",
  "P@ssword123",
  "Pa$$word",
  "pass@word1",
  "Password!",
  "Password1",
  "Password22",
  "iloveyou!",
]);

const nameIsAllowed: Rule<Put> = ({ requested }) => {
  if (valueAt(requested, "properties.windowsProfile") === undefined) return undefined;
  const name = textAt(requested, "properties.windowsProfile.adminUsername") ?? "";
  const sound =
    name.length >= 1 && name.length <= 20 && !name.endsWith(".") && !refusedNames.has(name.toLowerCase());
  return sound
    ? undefined
    : invalidParameter(
        "windowsProfile.adminUsername",
        "The Admin Username specified is not allowed: 1 to 20 characters, no dot at the end, none of the well-known names.",
      );
};

/** The message never holds the password. */
const passwordIsStrong: Rule<Put> = ({ requested }) => {
  const password = textAt(requested, "properties.windowsProfile.adminPassword");
  if (password === undefined) return undefined;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(password)).length;
  const sound =
    password.length >= 8 && password.length <= 123 && classes >= 3 && !refusedPasswords.has(password);
  return sound
    ? undefined
    : invalidParameter(
        "windowsProfile.adminPassword",
        "The password does not meet the requirements: 8 to 123 characters, three of lower case, upper case, digit and special character, none of the well-known passwords.",
      );
};

const licenseIsKnown: Rule<Put> = ({ requested }) => {
  const license = textAt(requested, "properties.windowsProfile.licenseType");
  return license === undefined || license === "None" || license === "Windows_Server"
    ? undefined
    : invalidParameter("windowsProfile.licenseType", `'${license}' is not one of None, Windows_Server.`);
};

/** @see https://learn.microsoft.com/azure/aks/use-group-managed-service-accounts */
const gmsaIsWhole: Rule<Put> = ({ requested, before }) => {
  const profile = valueAt(requested, "properties.windowsProfile.gmsaProfile");
  const [server, domain] = ["dnsServer", "rootDomainName"].map((name) => textAt(profile, name) ?? "");
  if (profile !== undefined && (server === "") !== (domain === ""))
    return invalidParameter(
      "windowsProfile.gmsaProfile",
      "dnsServer and rootDomainName must be given together.",
    );
  const hadServer = (textAt(before?.body, "properties.windowsProfile.gmsaProfile.dnsServer") ?? "") !== "";
  return hadServer && isTrueAt(profile, "enabled") && server === ""
    ? invalidParameter("windowsProfile.gmsaProfile.dnsServer", "it cannot be cleared once it is set.")
    : undefined;
};

/** Rules about the profile of Windows nodes. */
export const windowsProfileRules: readonly Rule<Put>[] = [
  nameIsAllowed,
  passwordIsStrong,
  licenseIsKnown,
  gmsaIsWhole,
];

/**
 * What is remembered of the Windows password: a salted digest, enough to see that it changed. A PUT without a
 * password leaves it as it is.
 */
export function hiddenPassword({ requested, before }: Put): JsonObject {
  const password = textAt(requested, "properties.windowsProfile.adminPassword");
  const [salt, digest] = (textAt(before?.hidden, "windowsPassword") ?? "").split(":");
  if (password === undefined) return before?.hidden ?? {};
  const unchanged = salt !== undefined && digest === digestOf(password, salt);
  const newSalt = unchanged ? salt : randomBytes(16).toString("hex");
  return { ...before?.hidden, windowsPassword: `${newSalt}:${digestOf(password, newSalt)}` };
}

function digestOf(password: string, salt: string): string {
  return createHash("sha256").update(`${salt}:${password}`).digest("hex");
}
