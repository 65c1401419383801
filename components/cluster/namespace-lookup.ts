import type * as pulumi from "@pulumi/pulumi";

/** The name of a namespace, known once the namespace exists when it is one of the stack. */
export type NamespaceLookup = (name: string) => pulumi.Input<string>;
