/** What Mullion must be allowed to do in a cluster, for the in-cluster half and for reading what is there. */
export const neededAccess = [
  { verb: "list", group: "", resource: "nodes", for: "to read the nodes and their Windows builds" },
  { verb: "create", group: "", resource: "namespaces", for: "to make the namespaces of the stack" },
  { verb: "create", group: "", resource: "resourcequotas", for: "to bound what a namespace may use" },
  { verb: "create", group: "", resource: "limitranges", for: "to give containers their limits" },
  { verb: "create", group: "apps", resource: "deployments", for: "to run workloads" },
  { verb: "create", group: "apps", resource: "daemonsets", for: "to run agents on every node" },
  {
    verb: "create",
    group: "node.k8s.io",
    resource: "runtimeclasses",
    for: "to make a class per Windows release",
  },
  { verb: "create", group: "storage.k8s.io", resource: "storageclasses", for: "to make the NTFS classes" },
  {
    verb: "create",
    group: "admissionregistration.k8s.io",
    resource: "validatingadmissionpolicies",
    for: "to make the guardrails",
  },
] as const;
