import { serve } from "../serve";
import { planProvider } from "./provider";

serve(planProvider, process.env["MULLION_PROVIDER_VERSION"] ?? "0.0.0");
