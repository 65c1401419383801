import { resourceRule } from "../rule";
import { windowsContainers } from "../scopes/windows-pods";

/** Windows nodes have no huge pages. */
export const windowsNoHugePages = resourceRule({
  name: "windows-no-huge-pages",
  level: "mandatory",
  description: "Containers of Windows pods ask for no huge pages.",
  sources: ["https://kubernetes.io/docs/concepts/windows/intro/"],
  scope: windowsContainers,
  *check({ view }) {
    for (const list of ["requests", "limits"]) {
      for (const name of view.keys("resources", list).filter((key) => key.startsWith("hugepages-"))) {
        yield {
          field: view.pathTo("resources", list, name),
          problem: "is set",
          reason: "No Windows node has this resource, so the pod stays Pending",
          fix: "Take it out",
        };
      }
    }
  },
});
