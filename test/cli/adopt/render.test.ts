import assert from "node:assert/strict";
import { renderAdoption, type Adoption } from "../../../cli/adopt/render";
import type { Proof } from "../../../cli/adopt/prove";

const adoption: Adoption = {
  stack: "legacy",
  title: "The AKS cluster old",
  ...{ matches: [], creates: [], traps: [] },
  importName: "legacy.import.json",
};
const proof: Proof = {
  ...{ changes: [], creates: ["A b"], unchanged: 2 },
  judgement: { mandatory: [], advisory: 3 },
};
const said = (change: Partial<Adoption>) => renderAdoption({ ...adoption, ...change }, (_, text) => text);

describe("what is said about an adoption", () => {
  it("is what to do next", () => {
    assert.match(said({}), /Not proved: add --prove/);
    assert.match(said({}), /pulumi import --stack legacy --file legacy\.import\.json --protect=false/);
    assert.match(
      said({}),
      /\| npx mullion settle --import legacy\.import\.json \| pulumi stack import --stack legacy/,
    );
  });

  it("is what was proved, and what the policy pack says of the first up", () => {
    const text = said({ proof });
    assert.match(
      text,
      /^Proved: the preview after the import changes nothing \(2 taken over, 1 to be made\)\.$/m,
    );
    assert.match(
      text,
      /^Judged by the policy pack: nothing stops the first up \(0 mandatory, 3 advisory\)\.$/m,
    );
  });

  it("names what stops the first up", () => {
    const mandatory = [{ rule: "some-rule", message: "is wrong" }];
    const text = said({ proof: { ...proof, judgement: { mandatory, advisory: 0 } } });
    assert.match(text, /the first up stops \(1 mandatory, 0 advisory\):\n {2}some-rule\n {4}is wrong\n/);
  });

  it("says why nothing was judged, and how it can be", () => {
    const text = said({ proof: { ...proof, judgement: { notJudged: "There is no policy pack in /x." } } });
    assert.match(
      text,
      /^Not judged\. There is no policy pack in \/x\.\n {2}Name the pack's folder with --policy-pack/m,
    );
  });

  it("says that nothing was written when something would change, and nothing of what to do with the files", () => {
    const text = said({ proof: { ...proof, changes: ["update ManagedCluster old: dnsPrefix"] } });
    assert.match(
      text,
      /changes something \(2 taken over, 1 to be made\):\n {2}update ManagedCluster old: dnsPrefix/,
    );
    assert.match(text, /Nothing was written\./);
    assert.doesNotMatch(text, /Judged|pulumi import|mullion import/);
  });
});
