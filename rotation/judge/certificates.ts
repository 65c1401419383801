import { certificateRenewals, renewalDays, type CertificateRenewal } from "../../catalogue/existing";
import { sourceUrl, type IsoDate } from "../../catalogue/source";
import type { Finding } from "../finding";
import type { ExpiryRecord, Recording, UnseenRecord } from "../recording";

const check = "certificates";
const page = "docs/guides/day-two.md#certificates-and-kubeconfigs";
const DAY = 86_400_000;

/** Says when certificates and tokens of an existing cluster end, and how they are renewed. */
export function judgeCertificates(recording: Recording, asOf: IsoDate): readonly Finding[] {
  if (recording.target !== "existing")
    return [{ check, level: "ok", cause: "The platform renews the certificates of the cluster." }];
  const renewal: CertificateRenewal = certificateRenewals[recording.distribution ?? "other"];
  return [
    ...recording.expiries.map((expiry) => judgeExpiry(expiry, renewal, asOf)),
    ...recording.unseen.filter(({ what }) => what !== "deployment").map(notSeen),
  ];
}

function judgeExpiry(expiry: ExpiryRecord, renewal: CertificateRenewal, asOf: IsoDate): Finding {
  const { ends } = expiry;
  if (ends === undefined) return endless(expiry);
  const daysLeft = Math.floor((Date.parse(ends) - Date.parse(asOf)) / DAY);
  const cause = `${nameOf(expiry)} ${sentenceOf(daysLeft, ends)}.`;
  if (daysLeft > renewalDays[expiry.kind]) return { check, level: "ok", cause };
  return {
    check,
    level: daysLeft < 0 ? "error" : "warning",
    cause,
    consequence: consequences[expiry.kind],
    fix: fixOf(expiry, renewal),
    page: (expiry.kind === "token" ? undefined : sourceUrl(renewal.source)) ?? page,
  };
}

function sentenceOf(daysLeft: number, ends: string): string {
  const day = ends.slice(0, 10);
  if (daysLeft < 0) return `ended on ${day}, ${count(-daysLeft)} ago`;
  return `ends on ${day}, in ${count(daysLeft)}`;
}

function count(days: number): string {
  return days === 1 ? "1 day" : `${String(days)} days`;
}

function nameOf({ kind, of }: ExpiryRecord): string {
  switch (kind) {
    case "client-certificate":
      return `The client certificate of ${of} in the kubeconfig`;
    case "authority":
      return `The certificate authority of ${of} in the kubeconfig`;
    case "server-certificate":
      return `The certificate of the API server ${of}`;
    case "token":
      return `The token of ${of} in the kubeconfig`;
  }
}

const consequences: Readonly<Record<ExpiryRecord["kind"], string>> = {
  "client-certificate":
    "From then on the API server refuses whoever uses this kubeconfig, deployments included.",
  authority:
    "From then on nothing trusts the API server, and no certificate that it signed: the cluster stands still.",
  "server-certificate":
    "From then on no client and no kubelet talks to the API server: nodes become NotReady.",
  token: "From then on the API server refuses whoever uses this kubeconfig, deployments included.",
};

function fixOf({ kind }: ExpiryRecord, { check: list, renew, kubeconfig }: CertificateRenewal): string {
  const see = list === undefined ? "" : ` "${list}" lists all of them with their ends.`;
  const fresh =
    kubeconfig === undefined ? "" : ` A fresh kubeconfig is then in ${kubeconfig} of a control-plane node.`;
  const renewed = `${renew.charAt(0).toUpperCase()}${renew.slice(1)}.`;
  switch (kind) {
    case "client-certificate":
      return `${renewed}${fresh} Put it where the stack reads it.${see}`;
    case "server-certificate":
      return `${renewed}${see}`;
    case "authority":
      return `Plan a new authority: it has to reach every node and every kubeconfig before the old one ends.${see}`;
    case "token":
      return 'Make a new one ("kubectl create token <service account>", or as your identity provider does), and put it into the kubeconfig.';
  }
}

function endless(expiry: ExpiryRecord): Finding {
  return {
    check,
    level: "note",
    cause: `${nameOf(expiry)} does not say when it ends.`,
    consequence: "Whoever has it may have it for ever: tokens in Secrets never end.",
    fix: "Prefer tokens with an end, or a login program (exec) in the kubeconfig.",
    page,
  };
}

function notSeen({ what, reason }: UnseenRecord): Finding {
  const subject = what === "kubeconfig" ? "The kubeconfig" : "The certificate of the API server";
  return {
    check,
    level: "note",
    cause: `${subject} could not be looked at: ${reason}.`,
    consequence: "When it ends is not known.",
    fix: "Mend this, or name another kubeconfig with --kubeconfig <file>.",
    page,
  };
}
