import * as pulumi from "@pulumi/pulumi";

/**
 * Trust policy of a role that a service of AWS takes on.
 *
 * @param service - for example `eks.amazonaws.com`
 */
export function serviceTrust(service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
}

/** Who may take on a role from inside the cluster. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Trust policy of a role that pods of one service account take on (IRSA).
 *
 * @param providerArn - ARN of the cluster's OIDC provider
 * @param issuer - address of the issuer, with `https://`
 * @param account - the service account
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function serviceAccountTrust(
  providerArn: pulumi.Input<string>,
  issuer: pulumi.Input<string>,
  { namespace, serviceAccount }: ServiceAccount,
): pulumi.Output<string> {
  return pulumi.all([providerArn, issuer]).apply(([arn, url]) => {
    const host = url.replace(/^https:\/\//, "");
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: arn },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${host}:aud`]: "sts.amazonaws.com",
              [`${host}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
            },
          },
        },
      ],
    });
  });
}
