import { randomUUID } from "node:crypto";
import { accountId, arnOf } from "../account";
import { AwsError } from "../errors";
import type { ResourceType } from "../resource-type";

/** Type token of keys. */
export const kmsKey = "aws:kms/key:Key";

/** What a key allows that brings no policy of its own: everything, to whoever IAM allows it. */
const defaultPolicy = JSON.stringify({
  Id: "key-default-1",
  Statement: [
    {
      Action: "kms:*",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Resource: "*",
      Sid: "Enable IAM User Permissions",
    },
  ],
  Version: "2012-10-17",
});

/**
 * Keys. A deleted key is pending for 7 to 30 days in AWS; here it is gone at once.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
 */
export const key: ResourceType = {
  type: kmsKey,
  api: { service: "KMS", noun: "Key" },
  identify: () => randomUUID(),
  rules: [
    ({ requested }) => {
      const days = requested["deletionWindowInDays"];
      return typeof days === "number" && (days < 7 || days > 30)
        ? new AwsError(400, "ValidationException", "PendingWindowInDays must be between 7 and 30")
        : undefined;
    },
  ],
  complete: ({ requested, region }, id) => {
    const rotates = requested["enableKeyRotation"] === true;
    return {
      body: {
        bypassPolicyLockoutSafetyCheck: false,
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        description: "",
        enableKeyRotation: false,
        isEnabled: true,
        keyUsage: "ENCRYPT_DECRYPT",
        multiRegion: false,
        policy: defaultPolicy,
        rotationPeriodInDays: rotates ? 365 : 0,
        ...requested,
        region,
        keyId: id,
        arn: arnOf("kms", region, `key/${id}`),
      },
    };
  },
};
