import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isList, isRecord, isSecret, mapValues, secret, unwrapSecrets } from "../../wire/values";

/** Marks outputs as secret where the inputs at the same place are, as the engine does for the real providers. */
export function annotateSecrets(outputs: PropertyMap, inputs: PropertyMap): PropertyMap {
  return mapValues(outputs, (value, name) => annotated(value, inputs[name]));
}

function annotated(output: PropertyValue, input: PropertyValue | undefined): PropertyValue {
  if (isSecret(input)) return secret(output);
  if (isRecord(output) && isRecord(input)) return annotateSecrets(output, input);
  if (isList(output) && isList(input)) return output.map((item, index) => annotated(item, input[index]));
  return output;
}

/** The properties without secret marks, at any depth. */
export function plainMap(map: PropertyMap): PropertyMap {
  return mapValues(map, unwrapSecrets);
}
