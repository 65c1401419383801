import { standInVersion } from "../install";
import { serve } from "../serve";
import { kubernetesProvider } from "./provider";

serve(kubernetesProvider(), standInVersion("kubernetes"));
