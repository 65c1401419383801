import { kubernetesProvider } from "../../../../../localcloud/providers/kubernetes/provider";
import type { Provider } from "../../../../../localcloud/providers/provider";
import type { EngineMessage } from "./messages";

/** The provider processes of one command: one for each provider resource that was configured. */
export class Providers {
  /** A provider that was not configured; it checks and compares configurations. */
  readonly unconfigured = kubernetesProvider();
  private readonly configured = new Map<string, Provider>();

  constructor(
    private readonly messages: EngineMessage[],
    private readonly config: Readonly<Record<string, string>>,
    private readonly isPreview: boolean,
  ) {}

  /** Starts the provider of a provider resource. Messages that stay are kept. */
  async configure(urn: string, variables: Readonly<Record<string, string>>): Promise<void> {
    const provider = kubernetesProvider();
    await provider.configure({ args: {}, variables }, (severity, message, about = {}) => {
      if (about.ephemeral === true || severity === "debug") return;
      this.messages.push({
        severity,
        message,
        urn: (about.urn ?? "").replace(/^urn:pulumi:dev::scen::/, ""),
      });
    });
    this.configured.set(urn, provider);
  }

  /** The provider of a resource; the default one is configured when it is needed. */
  async of(urn: string): Promise<Provider> {
    const known = this.configured.get(urn) ?? this.latest(urn);
    if (known !== undefined) return known;
    const variables = Object.fromEntries(
      Object.entries(this.config).map(([key, value]) => [
        key.replace(/^kubernetes:/, "kubernetes:config:"),
        value,
      ]),
    );
    await this.configure(urn, variables);
    return this.of(urn);
  }

  /** The command ends. */
  async end(): Promise<void> {
    for (const provider of this.configured.values()) await provider.cancel?.();
  }

  /** What a state says may be older than a preview: then the provider that the preview configured counts. */
  private latest(urn: string): Provider | undefined {
    return urn.includes("default") && !this.isPreview ? undefined : [...this.configured.values()].at(-1);
  }
}
