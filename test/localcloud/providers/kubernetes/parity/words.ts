import type { PropertyMap, PropertyValue } from "../../../../../localcloud/wire/values";
import { isList, isRecord, isSecret, secret, UNKNOWN } from "../../../../../localcloud/wire/values";
import { textAt } from "../../../../../localcloud/providers/kubernetes/objects/object";
import type { Json, JsonMap } from "./json";
import { isList as isJsonList, isMap } from "./json";

/** A property value in the words of the recordings. */
export function inRecordedWords(value: PropertyValue): Json {
  if (value === UNKNOWN) return "<unknown>";
  if (isSecret(value)) return { "<secret>": inRecordedWords(value.value) };
  if (isList(value)) return value.map(inRecordedWords);
  return isRecord(value) ? mapInRecordedWords(value) : value;
}

/** Properties in the words of the recordings. */
export function mapInRecordedWords(map: PropertyMap): JsonMap {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => {
      if (name === "managedFields" && isSecret(value)) return [name, "<secret list>"];
      return [
        name,
        name === "managedFields" && isList(value) ? value.map(managerLine) : inRecordedWords(value),
      ];
    }),
  );
}

/** A recorded value as a property value. */
export function fromRecordedWords(value: Json): PropertyValue {
  if (value === "<unknown>") return UNKNOWN;
  if (isJsonList(value)) return value.map(fromRecordedWords);
  if (!isMap(value)) return value;
  return "<secret>" in value
    ? secret(fromRecordedWords(value["<secret>"] ?? null))
    : mapFromRecordedWords(value);
}

/** Recorded properties as properties. */
export function mapFromRecordedWords(map: JsonMap): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, fromRecordedWords(value)]));
}

/** Managers whose fields the recordings of objects show. */
const SHOWN = /^(pulumi|kubectl|other|helm)/;

/** An object of the cluster in the words of the recordings, with the fields of each manager that matters. */
export function objectInRecordedWords(object: PropertyMap): JsonMap {
  const plain = mapInRecordedWords(object);
  const metadata = isRecord(object["metadata"]) ? object["metadata"] : {};
  const entries = isList(metadata["managedFields"]) ? metadata["managedFields"] : [];
  const managedFields = entries.map((entry) => {
    const line = managerLine(entry);
    const fields =
      isRecord(entry) && isRecord(entry["fieldsV1"]) ? fieldPaths(entry["fieldsV1"], "").join(" ") : "";
    const many = /^pulumi-kubernetes Update$/.test(line) && `${line}: ${fields}`.length > 120;
    return SHOWN.test(line) && fields !== "" ? `${line}: ${many ? "<many>" : fields}` : line;
  });
  const own = isMap(plain["metadata"]) ? plain["metadata"] : {};
  return { ...plain, metadata: { ...own, ...(entries.length === 0 ? {} : { managedFields }) } };
}

function managerLine(entry: PropertyValue): string {
  const sub = textAt(entry, "subresource");
  return `${textAt(entry, "manager")} ${textAt(entry, "operation")}${sub === "" ? "" : `/${sub}`}`;
}

function fieldPaths(fields: PropertyMap, prefix: string): string[] {
  return Object.entries(fields)
    .filter(([name]) => name !== ".")
    .flatMap(([name, inner]) => {
      const path = `${prefix === "" ? "" : `${prefix}.`}${name.replace(/^f:/, "")}`;
      const below = isRecord(inner) ? fieldPaths(inner, path) : [];
      return below.length > 0 ? below : [path];
    });
}
