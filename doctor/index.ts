export { examine, thisMachine } from "./examine";
export { exitCodeOf, worstLevel, type Finding, type Level } from "./finding";
export { judge } from "./judge";
export { installKubectl, kubectlToInstall } from "./install-kubectl";
export { parseRecording } from "./parse-recording";
export type { Recording } from "./recording";
export { renderFindings } from "./render";
