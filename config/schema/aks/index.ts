import * as v from "valibot";
import { aksAdopted } from "./adopted";
import { aksCluster, aksEncryption, aksIdentity, aksWindows } from "./cluster";
import { aksNetwork } from "./network";
import { aksMaintenance, aksMonitoring } from "./operations";
import { aksNodePool, aksSystemPool } from "./pools";
import { commonFields } from "../common";
import { location, tags } from "../fields";

/** Configuration of an AKS stack. */
export const aksStack = v.strictObject({
  target: v.literal("aks"),
  ...commonFields,
  tags: v.optional(tags, {}),
  location,
  cluster: aksCluster,
  network: v.optional(aksNetwork, {}),
  identity: v.optional(aksIdentity, {}),
  windows: v.optional(aksWindows, {}),
  systemPool: aksSystemPool,
  nodePools: v.optional(v.array(aksNodePool), []),
  maintenance: v.optional(aksMaintenance, {}),
  monitoring: v.optional(aksMonitoring, {}),
  encryption: v.optional(aksEncryption),
  adopted: v.optional(aksAdopted),
});

/** A checked configuration of an AKS stack, with defaults filled in and `name` known. */
export type AksConfig = v.InferOutput<typeof aksStack> & { readonly name: string };
