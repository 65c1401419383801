import { standInVersion } from "../install";
import { serve } from "../serve";
import { RandomProvider } from "./provider";

serve(new RandomProvider(), standInVersion("random"));
