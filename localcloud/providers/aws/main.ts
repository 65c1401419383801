import { awsFaultPlanFile, openAws } from "../../aws";
import { KubernetesClusters } from "../../clouds/kubernetes-clusters";
import { resolveHome } from "../../home";
import { standInVersion } from "../install";
import { serve } from "../serve";
import { AwsProvider } from "./provider";

const home = resolveHome();
serve(
  new AwsProvider(
    openAws(home.awsDb, new KubernetesClusters(home, "eks"), { faultPlan: awsFaultPlanFile(home) }),
  ),
  standInVersion("aws"),
);
