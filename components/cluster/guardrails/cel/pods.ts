import { windowsBuildLabel } from "../../../../catalogue/windows-pods";
import { imageVariables } from "./images";
import { listOf } from "./text";
import type { Variable } from "./variable";

/** Label by which the kubelet says a node's operating system. */
export const osLabel = "kubernetes.io/os";

/** The current label for the OS, its old name, and the build, which only Windows nodes have. */
const osKeys = [osLabel, "beta.kubernetes.io/os", windowsBuildLabel.key];

/** Where a kind keeps its pod; the others keep it in `spec.template`. */
const places = { Pod: "", PodTemplate: "template.", CronJob: "spec.jobTemplate.spec.template." };

/**
 * CEL: the pod's `spec` in an object.
 *
 * @param object - CEL of the object, for example `object`; its type is left open, since one policy sees many kinds
 */
export function podSpecOf(object: string): string {
  return choice((path) => `dyn(${object}).${path}spec`);
}

function choice(of: (path: string) => string): string {
  const cases = Object.entries(places).map(([kind, path]) => `object.kind == "${kind}" ? ${of(path)} : `);
  return `(${cases.join("")}${of("spec.template.")})`;
}

/** The lists of containers that a pod has, in the order in which the pack looks at them. */
const containerLists = ["initContainers", "containers", "ephemeralContainers"] as const;

/** CEL: the names in one list of containers, which are unique within the pod. */
const namesIn = (list: string) => `variables.namesOf${list.charAt(0).toUpperCase()}${list.slice(1)}`;

/** CEL: path of a container. Asked for findings only: looking for the place costs more than most rules. */
export function containerPath(container: string): string {
  const within = (list: string) => `".${list}[" + string(${namesIn(list)}.indexOf(${container}.name)) + "]"`;
  const [init, main, ephemeral] = containerLists;
  return (
    `(variables.at + (${container}.name in ${namesIn(init)} ? ${within(init)} : ` +
    `${container}.name in ${namesIn(main)} ? ${within(main)} : ${within(ephemeral)}))`
  );
}

/** CEL: path of a container, or of the pod itself, which has no name. */
export function partPath(part: string): string {
  return `(has(${part}.name) ? ${containerPath(part)} : variables.at)`;
}

const shape: readonly Variable[] = [
  { name: "at", expression: choice((path) => `"${path}spec"`) },
  { name: "spec", expression: podSpecOf("object") },
  ...containerLists.map((list) => ({
    name: namesIn(list).replace("variables.", ""),
    expression: `variables.spec.?${list}.orValue([]).map(c, c.name)`,
  })),
  {
    name: "hostProcess",
    expression: "variables.spec.?securityContext.?windowsOptions.?hostProcess.orValue(false)",
  },
  {
    name: "containers",
    expression: containerLists.map((list) => `variables.spec.?${list}.orValue([])`).join(" + "),
  },
  { name: "volumes", expression: "variables.spec.?volumes.orValue([])" },
  { name: "parts", expression: "[variables.spec] + variables.containers" },
];

const operatingSystem: readonly Variable[] = [
  { name: "selectedOs", expression: `variables.spec.?nodeSelector[?"${osLabel}"].orValue("")` },
  { name: "declaredOs", expression: 'variables.spec.?os.?name.orValue("")' },
  {
    name: "withOptions",
    expression: "variables.parts.filter(p, p.?securityContext.?windowsOptions.hasValue())",
  },
  {
    name: "declaredSign",
    expression:
      'variables.declaredOs == "windows" ? variables.at + ".os.name is \\"windows\\"" : ' +
      "variables.withOptions.size() > 0 ? " +
      `${partPath("variables.withOptions[0]")} + ".securityContext.windowsOptions is set" : ""`,
  },
  {
    name: "imageSign",
    expression:
      'variables.windowsImages.size() == 0 ? "" : ' +
      `${containerPath("variables.windowsImages[0].of")} + ".image \\"" + variables.windowsImages[0].image + "\\" is a Windows image"`,
  },
  {
    name: "windowsSign",
    expression: 'variables.declaredSign != "" ? variables.declaredSign : variables.imageSign',
  },
  {
    name: "isWindows",
    expression:
      'variables.selectedOs != "" ? variables.selectedOs == "windows" : variables.declaredSign != "" || ' +
      '(variables.declaredOs != "linux" && variables.spec.?runtimeClassName.hasValue() && variables.imageSign != "")',
  },
  { name: "isLinux", expression: 'variables.selectedOs == "linux" || variables.declaredOs == "linux"' },
  {
    name: "affinityTerms",
    expression:
      "variables.spec.?affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms.orValue([])",
  },
  {
    name: "mindsOs",
    expression:
      'variables.selectedOs != "" || variables.affinityTerms.size() > 0 && variables.affinityTerms.all(t, ' +
      `(t.?matchExpressions.orValue([]) + t.?matchFields.orValue([])).exists(e, e.key in ${listOf(osKeys)}))`,
  },
];

/** What guardrails about pods can use, on whichever kind has the pod. */
export const podVariables: readonly Variable[] = [...shape, ...imageVariables, ...operatingSystem];

/** CEL: whether the container `c` runs on the host itself. */
export const runsOnHost = (c: string) =>
  `${c}.?securityContext.?windowsOptions.?hostProcess.orValue(variables.hostProcess)`;

/** CEL: whether any container runs on the host itself. */
export const isHostProcess = `variables.containers.exists(c, ${runsOnHost("c")})`;

/** CEL: the containers of a pod that is made for Windows. */
export const windowsContainers = "(variables.isWindows ? variables.containers : [])";

/** CEL: those of them that run isolated. */
export const isolatedWindowsContainers = `${windowsContainers}.filter(c, !${runsOnHost("c")})`;

/** CEL: the volumes of a pod that is made for Windows. */
export const windowsVolumes = "(variables.isWindows ? variables.volumes : [])";

/** CEL: path of the volume `v`. */
export const pathOfVolume =
  'variables.at + ".volumes[" + string(variables.volumes.map(x, x.name).indexOf(v.name)) + "]"';
