import { faultPlanFile, openAzure } from "../../azure";
import { KubernetesClusters } from "../../clouds/kubernetes-clusters";
import { resolveHome } from "../../home";
import { standInVersion } from "../install";
import { serve } from "../serve";
import { AzureNativeProvider } from "./provider";

const home = resolveHome();
serve(
  new AzureNativeProvider(
    openAzure(home.azureDb, new KubernetesClusters(home, "aks"), { faultPlan: faultPlanFile(home) }),
  ),
  standInVersion("azure-native"),
);
