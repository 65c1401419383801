import type { SourceId } from "../source";

/**
 * Names that AKS refuses as `windowsProfile.adminUsername`, lower case.
 *
 * @see https://www.pulumi.com/registry/packages/azure-native/api-docs/containerservice/managedcluster/
 */
export const aksRefusedAdminUsernames = [
  "administrator",
  "admin",
  "user",
  "user1",
  "test",
  "user2",
  "test1",
  "user3",
  "admin1",
  "1",
  "123",
  "a",
  "actuser",
  "adm",
  "admin2",
  "aspnet",
  "backup",
  "console",
  "david",
  "guest",
  "john",
  "owner",
  "root",
  "server",
  "sql",
  "support",
  "support_388945a0",
  "sys",
  "test2",
  "test3",
  "user4",
  "user5",
] as const;

/** Passwords that AKS refuses as `windowsProfile.adminPassword`. */
export const aksRefusedAdminPasswords = [
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
] as const;

/**
 * Lengths of `windowsProfile.adminUsername` and `adminPassword`, in characters.
 *
 * AKS takes passwords from 8 characters; its own quick start asks for 14, which is what {@link aksAdminPasswordProblem}
 * demands.
 */
export const aksWindowsProfileLimits = {
  usernameMaxLength: 20,
  passwordMinLength: 14,
  passwordMaxLength: 123,
  /** Of lower case, upper case, digits and other characters. */
  passwordClasses: 3,
  source: ["azure-native-sdk", "aks-quick-windows-cli"] satisfies readonly SourceId[],
} as const;

/**
 * What is wrong with the name of the Windows administrator.
 *
 * @param name - value of `windowsProfile.adminUsername`
 * @returns a phrase that starts with "must", or `undefined` when AKS takes the name
 */
export function aksAdminUsernameProblem(name: string): string | undefined {
  const { usernameMaxLength } = aksWindowsProfileLimits;
  if (name.length === 0 || name.length > usernameMaxLength) {
    return `must be 1 to ${String(usernameMaxLength)} characters long, got ${String(name.length)}`;
  }
  if (name.endsWith(".")) return `must not end with a period, got "${name}"`;
  if ((aksRefusedAdminUsernames as readonly string[]).includes(name.toLowerCase())) {
    return `must not be "${name}", which AKS refuses`;
  }
  return undefined;
}

/**
 * What is wrong with the password of the Windows administrator. The password itself is never part of the answer.
 *
 * @param password - value of `windowsProfile.adminPassword`
 * @returns a phrase that starts with "must", or `undefined` when AKS takes the password
 */
export function aksAdminPasswordProblem(password: string): string | undefined {
  const { passwordMinLength, passwordMaxLength, passwordClasses } = aksWindowsProfileLimits;
  if (password.length < passwordMinLength || password.length > passwordMaxLength) {
    return `must be ${String(passwordMinLength)} to ${String(passwordMaxLength)} characters long, got ${String(password.length)}`;
  }
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((pattern) =>
    pattern.test(password),
  ).length;
  if (classes < passwordClasses) {
    return `must have ${String(passwordClasses)} of lower case, upper case, digits and other characters, got ${String(classes)}`;
  }
  return undefined;
}
