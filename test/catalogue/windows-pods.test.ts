import assert from "node:assert/strict";

import {
  forbiddenWindowsPodFields,
  runAsUserNameLimits,
  runAsUserNameProblem,
  windowsBuildLabel,
  windowsNodeNeeds,
  windowsRuntimeHandler,
  windowsTaint,
} from "../../catalogue/windows-pods";

describe("forbiddenWindowsPodFields", () => {
  it("has the 25 fields of the API's comment and the one that only its validation names, each once", () => {
    const fields = forbiddenWindowsPodFields.map(({ level, path }) => `${level} ${path}`);
    assert.equal(fields.length, 26);
    assert.equal(new Set(fields).size, 26);
    assert.ok(fields.includes("pod securityContext.seLinuxChangePolicy"));
    assert.equal(fields.filter((field) => field.startsWith("container ")).length, 10);
  });

  it("dates the one that is younger than spec.os", () => {
    assert.deepEqual(
      forbiddenWindowsPodFields
        .filter(({ since }) => since !== undefined)
        .map(({ path, since }) => [path, since]),
      [["resources", "1.34"]],
    );
  });

  it("leaves alone what Windows has", () => {
    const paths = forbiddenWindowsPodFields.map(({ path }) => path);
    for (const path of ["securityContext.windowsOptions", "securityContext.runAsNonRoot", "hostNetwork"]) {
      assert.ok(!paths.includes(path), path);
    }
  });
});

describe("the conventions for Windows nodes", () => {
  it("are those of the sources", () => {
    assert.deepEqual(
      [windowsTaint.key, windowsTaint.value, windowsTaint.effect],
      ["os", "windows", "NoSchedule"],
    );
    assert.deepEqual(
      [
        windowsNodeNeeds.vCpus,
        windowsNodeNeeds.memoryGiB,
        windowsNodeNeeds.osDiskGiB,
        windowsNodeNeeds.reservedMemoryGiB,
      ],
      [4, 8, 50, 2],
    );
    assert.deepEqual(
      [windowsBuildLabel.key, windowsBuildLabel.prefix],
      ["node.kubernetes.io/windows-build", "10.0."],
    );
    assert.equal(windowsRuntimeHandler.handler, "runhcs-wcow-process");
  });
});

describe("runAsUserNameProblem", () => {
  it("counts as the API server does, and keeps what the documentation says", () => {
    assert.deepEqual([runAsUserNameLimits.userMaxLength, runAsUserNameLimits.domainMaxLength], [104, 255]);
    assert.deepEqual(
      runAsUserNameLimits.conflicts.map(({ source }) => source),
      ["k8s-run-as-user-name"],
    );
  });

  for (const value of [
    "ContainerUser",
    "ContainerAdministrator",
    "CONTOSO\\svc",
    "corp.contoso.com\\svc",
    "x".repeat(104),
    `${"d".repeat(15)}\\u`,
    `${"d".repeat(63)}\\u`,
    `${"d.".repeat(127)}d\\u`,
    "ü".repeat(52),
    "a b",
    "a.b",
  ]) {
    it(`takes ${JSON.stringify(value)}`, () => {
      assert.equal(runAsUserNameProblem(value), undefined);
    });
  }

  const charset = `must not have any of "/\\[]:;|=,+*?<>@ in the user name`;
  const onlyDots = "must not have a user name of periods and spaces only";
  const cases: readonly (readonly [string, string])[] = [
    ["", "must not be empty"],
    ["a\tb", "must not have control characters"],
    ["a\u007fb", "must not have control characters"],
    ["a\\b\\c", "must have at most one backslash, between domain and user"],
    ["x".repeat(105), "must have a user name of 1 to 104 characters, got 105"],
    ["CONTOSO\\", "must have a user name of 1 to 104 characters, got 0"],
    ["\\user", 'must have a NetBIOS or DNS domain before the backslash, got ""'],
    [".corp\\user", 'must have a NetBIOS or DNS domain before the backslash, got ".corp"'],
    ["a*b\\user", 'must have a NetBIOS or DNS domain before the backslash, got "a*b"'],
    [
      `${"d".repeat(15)}!x\\u`,
      `must have a NetBIOS or DNS domain before the backslash, got "${"d".repeat(15)}!x"`,
    ],
    [
      `${"d".repeat(64)}\\u`,
      `must have a NetBIOS or DNS domain before the backslash, got "${"d".repeat(64)}"`,
    ],
    [
      `${"d.".repeat(127)}dd\\u`,
      `must have a NetBIOS or DNS domain before the backslash, got "${"d.".repeat(127)}dd"`,
    ],
    ["ü".repeat(53), "must have a user name of 1 to 104 characters, got 106"],
    ["...", onlyDots],
    ["  ", onlyDots],
    ...['"', "/", "[", "]", ":", ";", "|", "=", ",", "+", "*", "?", "<", ">", "@"].map(
      (character): readonly [string, string] => [`a${character}b`, charset],
    ),
  ];
  for (const [value, problem] of cases) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      assert.equal(runAsUserNameProblem(value), problem);
    });
  }
});
