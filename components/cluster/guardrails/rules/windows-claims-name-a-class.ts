import { quote, sentence } from "../cel/text";
import type { Guardrail } from "../guardrail";

/**
 * Windows pods do not rely on a default class that formats for Linux: the claims that the object itself makes. Claims
 * made apart say nothing of the OS of their pod.
 */
export const windowsClaimsNameAClass: Guardrail = {
  name: "windows-claims-name-a-class",
  level: "advisory",
  url: "https://kubernetes.io/docs/concepts/storage/windows-storage/",
  subject: "pods",
  variables: () => [
    {
      name: "templates",
      expression:
        '(object.kind == "StatefulSet" ? dyn(object).spec.?volumeClaimTemplates.orValue([]) : []) + ' +
        "variables.volumes.filter(v, v.?ephemeral.?volumeClaimTemplate.hasValue()).map(v, v.ephemeral.volumeClaimTemplate)",
    },
    {
      name: "unnamed",
      expression:
        "variables.templates.filter(t, variables.isWindows && !t.spec.?storageClassName.hasValue()).size()",
    },
  ],
  findings: () =>
    `variables.unnamed > 0 ? [${sentence({
      field: 'variables.at + ".volumes"',
      problem:
        '"claims " + (variables.unnamed == 1 ? "a volume" : string(variables.unnamed) + " volumes") + " without storageClassName"',
      reason:
        'object.kind + " \\"" + object.metadata.name + "\\" runs on Windows, and the cluster\'s default class formats ext4 unless somebody changed it"',
      fix: quote("Name a StorageClass whose driver formats NTFS, or that mounts SMB shares"),
    })}] : []`,
};
