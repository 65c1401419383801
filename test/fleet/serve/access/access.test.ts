import assert from "node:assert/strict";
import { grantsOf, readAccess, strangers } from "../../../../fleet/serve/access/access";

const page = "(docs/guides/fleet.md#who-sees-what)";

const access = readAccess(
  `groups:
  operators:
    - clusters: ["*"]
  shop:
    - clusters: [prod, stagign]
      namespaces: [shop, shop-jobs]
    - clusters: [dev]
`,
  "fleet-access.yaml",
);

describe("fleet-access.yaml", () => {
  it("gives each group its grants", () => {
    assert.deepEqual(grantsOf(access, ["shop"]), [
      { clusters: ["prod", "stagign"], namespaces: ["shop", "shop-jobs"] },
      { clusters: ["dev"] },
    ]);
  });

  it("gives members of several groups everything that one of them has", () => {
    assert.equal(grantsOf(access, ["shop", "operators"]).length, 3);
  });

  it("gives nothing to groups that it does not name, whatever they call themselves", () => {
    assert.deepEqual(grantsOf(access, ["Shop", "constructor", "__proto__", "toString", ""]), []);
  });

  it("tells names that no cluster of the fleet has", () => {
    assert.deepEqual(strangers(access, ["dev", "prod"]), [
      "group shop: no cluster stagign in the fleet; there are dev, prod",
    ]);
  });

  const wrong: readonly (readonly [string, string, readonly string[]])[] = [
    ["without groups", "", ["groups: is missing; set it"]],
    [
      "with a group that is no list",
      "groups: { shop: all }",
      ['groups.shop: must be a list of what the group sees, got "all"'],
    ],
    [
      "with a grant without clusters",
      "groups: { shop: [{ namespaces: [a] }] }",
      ["groups.shop[0].clusters: is missing; set it"],
    ],
    [
      "with an empty list of clusters",
      "groups: { shop: [{ clusters: [] }] }",
      ["groups.shop[0].clusters: must name at least one cluster, got []"],
    ],
    [
      "with a pattern",
      'groups: { shop: [{ clusters: ["prod-*"] }] }',
      ['groups.shop[0].clusters[0]: must be the name of a cluster, or "*" for all of them, got "prod-*"'],
    ],
    [
      "with no namespaces on a list of them",
      "groups: { shop: [{ clusters: [a], namespaces: [] }] }",
      [
        "groups.shop[0].namespaces: must name at least one namespace; without it the whole cluster is seen, got []",
      ],
    ],
    [
      "with names that no namespace can have",
      'groups: { shop: [{ clusters: [a], namespaces: ["*", Shop] }] }',
      [
        'groups.shop[0].namespaces[0]: must be the name of a namespace, got "*"',
        'groups.shop[0].namespaces[1]: must be the name of a namespace, got "Shop"',
      ],
    ],
    [
      "with a key that nobody knows",
      "groups: { shop: [{ clusters: [a], namespace: [b] }] }",
      ["groups.shop[0].namespace: is not known here; remove it or correct its name"],
    ],
  ];
  for (const [what, text, lines] of wrong) {
    it(`${what} is refused`, () => {
      const message = lines.map((line) => `access.yaml: ${line} ${page}`).join("\n");
      assert.throws(() => readAccess(text, "access.yaml"), { name: "InputError", message });
    });
  }
});
