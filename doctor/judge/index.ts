import type { IsoDate } from "../../catalogue/source";
import type { Finding } from "../finding";
import type { Recording } from "../recording";
import { judgeNetworkPlugin, judgeStorageDrivers } from "./add-ons";
import { judgeClusterAccess } from "./cluster-access";
import { judgeDockerDesktop } from "./docker-desktop";
import { judgeKubectl } from "./kubectl";
import { judgeKubernetesVersion, judgeNodes } from "./nodes";
import { judgeLocalCloud, judgeLogin, judgePulumi } from "./tools";
import { judgeVirtualisation } from "./virtualisation";
import { judgeWindowsNodes } from "./windows-nodes";

/**
 * Everything that can be said about a recording, the machine first, the cluster last. Pure: the same recording on the same
 * day gives the same findings.
 *
 * @param asOf - the day on which support and retirement are judged
 */
export function judge(recording: Recording, asOf: IsoDate): readonly Finding[] {
  return [
    ...judgeVirtualisation(recording),
    ...judgeDockerDesktop(recording),
    ...judgeLocalCloud(recording),
    ...judgePulumi(recording),
    ...judgeLogin(recording),
    ...judgeKubectl(recording),
    ...judgeClusterAccess(recording),
    ...judgeKubernetesVersion(recording, asOf),
    ...judgeNodes(recording),
    ...judgeWindowsNodes(recording, asOf),
    ...judgeNetworkPlugin(recording),
    ...judgeStorageDrivers(recording),
  ];
}
