import { nodeMinutes } from "../catalogue/impact";
import { oldestImageBuildOf, windowsReleases, type WindowsRelease } from "../catalogue/windows-releases";
import { known, type Fact } from "./fact";

/** What holds for Windows nodes of a release on every platform. */
export function windowsFacts(release: WindowsRelease): readonly Fact[] {
  const { title, build, mainstreamEnd, extendedEnd, source } = windowsReleases[release] as {
    readonly title: string;
    readonly build: number;
    readonly mainstreamEnd: string;
    readonly extendedEnd?: string;
    readonly source: Fact["source"];
  };
  const oldest = oldestImageBuildOf(build);
  const images =
    oldest === build ? `build ${String(build)} only` : `builds ${String(oldest)} to ${String(build)}`;
  const { min, max } = nodeMinutes.replaceNode.Windows;
  return [
    known(`Its hosts are ${title}, build 10.0.${String(build)}; they run images of ${images}.`, [
      ...source,
      "hcsshim-compat",
    ]),
    known(`Microsoft supports ${title} until ${extendedEnd ?? mainstreamEnd}.`, source),
    known(
      `One node is made anew in ${String(min)} to ${String(max)} minutes, its drain not counted.`,
      nodeMinutes.source,
    ),
  ];
}
