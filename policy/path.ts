const PLAIN_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/**
 * A property path in the notation of Pulumi and JavaScript.
 *
 * @example
 * joinPath("spec", ["nodeSelector", "kubernetes.io/os"]) // spec.nodeSelector["kubernetes.io/os"]
 * joinPath("spec.containers", [0, "image"])              // spec.containers[0].image
 */
export function joinPath(base: string, steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === "number") return `${path}[${step}]`;
    if (!PLAIN_NAME.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path === "" ? step : `${path}.${step}`;
  }, base);
}
