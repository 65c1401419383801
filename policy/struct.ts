import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A JSON object as the message that carries one. */
export function structOf(json: object): Struct {
  // Struct's typing wants JavaScript values; a JSON round trip makes read-only data exactly that.
  return Struct.fromJavaScript(
    JSON.parse(JSON.stringify(json)) as Parameters<typeof Struct.fromJavaScript>[0],
  );
}
