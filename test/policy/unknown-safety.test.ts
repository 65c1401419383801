import assert from "node:assert/strict";
import path from "node:path";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzerProcess } from "./support/analyzer";
import { secret, UNKNOWN } from "./support/resources";

/** Ways to look at a value that the view offers. */
const offered = ["get", "default", "optional-chaining", "has", "keys", "list", "every", "try-catch"];
/** Ways that would see nothing behind a view. */
const refused = [
  "in",
  "object-keys",
  "has-own-property",
  "spread",
  "json-stringify",
  "destructuring",
  "for-in",
];

/** Where an unknown can stand for a rule that looks for `image` or in `images`. */
const positions = [
  { name: "the value", properties: { image: UNKNOWN, images: [UNKNOWN] } },
  { name: "the value, secret", properties: { image: secret(UNKNOWN), images: [secret(UNKNOWN)] } },
  { name: "one element after a good one", properties: { image: UNKNOWN, images: ["good", UNKNOWN] } },
  { name: "the list", properties: { image: UNKNOWN, images: UNKNOWN } },
];

describe("a careless rule, run as the engine runs it", function () {
  this.timeout(60_000);
  let pack: AnalyzerProcess;
  before(async () => {
    pack = await AnalyzerProcess.start(path.join(__dirname, "fixtures/idioms"));
  });
  after(() => pack.stop());

  const judge = async (idiom: string, properties: Record<string, unknown>) => {
    try {
      const violations = await pack.analyze({ type: `test:idiom:${idiom}`, properties });
      return violations.map(({ level }) => level);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const configure = (strict: boolean) =>
    pack.configure({ settings: { level: EnforcementLevel.ADVISORY, properties: { strict } } });

  for (const idiom of offered) {
    it(`finds what is bad and passes what is good by ${idiom}`, async () => {
      assert.deepEqual(await judge(idiom, { image: "bad", images: ["good", "bad"] }), ["mandatory"]);
      assert.deepEqual(await judge(idiom, { image: "good", images: ["good"] }), []);
    });

    for (const { name, properties } of positions) {
      it(`is not silent by ${idiom} where an unknown is ${name}`, async () => {
        await configure(false);
        assert.deepEqual(await judge(idiom, properties), ["advisory"]);
        await configure(true);
        assert.deepEqual(await judge(idiom, properties), ["mandatory"]);
      });
    }
  }

  for (const idiom of refused) {
    it(`stops the deployment by ${idiom}, known or unknown`, async () => {
      for (const properties of [{ image: "good" }, { image: "bad" }, { image: UNKNOWN }]) {
        assert.match(String(await judge(idiom, properties)), /says nothing about the value behind it/);
      }
    });
  }
});
