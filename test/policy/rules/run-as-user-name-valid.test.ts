import { runAsUserNameValid } from "../../../policy/rules/run-as-user-name-valid";
import { deployment, pod, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const as = (runAsUserName: string) => ({ securityContext: { windowsOptions: { runAsUserName } } });

ruleTest(runAsUserNameValid, {
  valid: [
    ...[
      "ContainerUser",
      "NT AUTHORITY\\Local service",
      "CORP\\svc-web$",
      "corp.example.com\\web",
      "ContainerAdministrator",
      "a".repeat(104),
    ].map((name) => ({ name, resource: pod(as(name)) })),
    { name: "no user", resource: pod({}) },
    { name: "other options", resource: deployment({ securityContext: { windowsOptions: {} } }) },
  ],
  invalid: [
    ["", "must not be empty"],
    ["a\\b\\c", "must have at most one backslash, between domain and user"],
    ["CORP\\", "must have a user name of 1 to 104 characters, got 0"],
    ["a".repeat(105), "must have a user name of 1 to 104 characters, got 105"],
    ["user@corp", 'must not have any of "/\\[]:;|=,+*?<>@ in the user name'],
    [". .", "must not have a user name of periods and spaces only"],
    ["tab\t", "must not have control characters"],
    ["a*b\\user", 'must have a NetBIOS or DNS domain before the backslash, got "a*b"'],
    [
      "sixteencharacter_\\user",
      'must have a NetBIOS or DNS domain before the backslash, got "sixteencharacter_"',
    ],
  ].map(([name = "", why = ""]) => ({
    name: JSON.stringify(name),
    resource: pod({ containers: [as("ContainerUser"), as(name)] }),
    messages: [
      `Pod "web": spec.containers[1].securityContext.windowsOptions.runAsUserName is ${JSON.stringify(name)}: It ${why}; the API server refuses the pod. Use an account such as "ContainerUser" or "NT AUTHORITY\\Local service".`,
    ],
  })),
  unproved: [
    {
      name: "an unknown user",
      resource: deployment(as(UNKNOWN)),
      messages: [
        'Deployment "web": spec.template.spec.securityContext.windowsOptions.runAsUserName is decided only during the deployment, so the rule cannot be proved in preview. runAsUserName is DOMAIN\\USER or USER, as the API server takes them.',
      ],
    },
  ],
});
