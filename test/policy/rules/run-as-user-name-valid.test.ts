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
      "a".repeat(20),
    ].map((name) => ({ name, resource: pod(as(name)) })),
    { name: "no user", resource: pod({}) },
    { name: "other options", resource: deployment({ securityContext: { windowsOptions: {} } }) },
  ],
  invalid: [
    ["", "It is empty"],
    ["a\\b\\c", "It has more than one backslash"],
    ["CORP\\", "It has no user"],
    ["a".repeat(21), "Its user has 21 characters, more than 20"],
    ["user@corp", 'Its user contains one of " / \\ [ ] : ; | = , + * ? < > @'],
    [". .", "Its user consists of full stops and spaces only"],
    ["tab\t", "It contains a control character"],
    [
      "a*b\\user",
      "Its domain is neither a NetBIOS name of at most 15 characters nor a DNS name of at most 255",
    ],
    [
      "sixteencharacter_\\user",
      "Its domain is neither a NetBIOS name of at most 15 characters nor a DNS name of at most 255",
    ],
  ].map(([name = "", why = ""]) => ({
    name: JSON.stringify(name),
    resource: pod({ containers: [as("ContainerUser"), as(name)] }),
    messages: [
      `Pod "web": spec.containers[1].securityContext.windowsOptions.runAsUserName is ${JSON.stringify(name)}: ${why}, so the API server refuses the pod. Use an account such as "ContainerUser" or "NT AUTHORITY\\Local service".`,
    ],
  })),
  unproved: [
    {
      name: "an unknown user",
      resource: deployment(as(UNKNOWN)),
      messages: [
        'Deployment "web": spec.template.spec.securityContext.windowsOptions.runAsUserName is decided only during the deployment, so the rule cannot be proved in preview. runAsUserName is DOMAIN\\USER or USER, with at most 20 characters for the user.',
      ],
    },
  ],
});
