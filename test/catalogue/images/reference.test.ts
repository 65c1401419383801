import assert from "node:assert/strict";

import fc from "fast-check";

import { type ImageReference, parseImageReference } from "../../../catalogue/images";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("parseImageReference", () => {
  const cases: Readonly<Record<string, ImageReference>> = {
    nginx: { registry: "docker.io", repository: "library/nginx" },
    "nginx:1.27": { registry: "docker.io", repository: "library/nginx", tag: "1.27" },
    localhost: { registry: "docker.io", repository: "library/localhost" },
    "localhost/app": { registry: "localhost", repository: "app" },
    "localhost:5000/app:1": { registry: "localhost:5000", repository: "app", tag: "1" },
    "UPPER/app": { registry: "UPPER", repository: "app" },
    "bitnami/kafka": { registry: "docker.io", repository: "bitnami/kafka" },
    "index.docker.io/nginx": { registry: "docker.io", repository: "library/nginx" },
    "docker.io/library/nginx": { registry: "docker.io", repository: "library/nginx" },
    "mcr.microsoft.com/windows:1809": { registry: "mcr.microsoft.com", repository: "windows", tag: "1809" },
    "a.b-c.io:443/x__y/z-1.2_3:T_a.g-1": {
      registry: "a.b-c.io:443",
      repository: "x__y/z-1.2_3",
      tag: "T_a.g-1",
    },
    [`nginx@${digest}`]: { registry: "docker.io", repository: "library/nginx", digest },
    [`nginx:1@${digest}`]: { registry: "docker.io", repository: "library/nginx", tag: "1", digest },
    [`nginx:${"t".repeat(128)}`]: {
      registry: "docker.io",
      repository: "library/nginx",
      tag: "t".repeat(128),
    },
    [`nginx@sha256+b64u:${"a".repeat(32)}`]: {
      registry: "docker.io",
      repository: "library/nginx",
      digest: `sha256+b64u:${"a".repeat(32)}`,
    },
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(`takes ${text.slice(0, 60)} apart`, () => {
      assert.deepEqual(parseImageReference(text), expected);
    });
  }

  for (const text of [
    "a--_b",
    "a.",
    ".a",
    "_a",
    "a/b./c",
    "a.io:x/b",
    "a.io:/b",
    "a_b.io/c",
    `nginx@sha256:${"a".repeat(31)}`,
    `nginx@sha256:${"g".repeat(32)}`,
    `nginx@256:${"a".repeat(32)}`,
    `nginx@xsha256:${"a".repeat(32)}!`,
    `@${digest}`,
    "nginx:.a",
  ]) {
    it(`refuses ${text.slice(0, 60)}`, () => {
      assert.equal(parseImageReference(text), undefined);
    });
  }

  it("gives back what a reference was made of", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,8}){0,2}$/);
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);
    fc.assert(
      fc.property(path, tag, (repository, name) => {
        assert.deepEqual(parseImageReference(`contoso.azurecr.io:443/${repository}:${name}`), {
          registry: "contoso.azurecr.io:443",
          repository,
          tag: name,
        });
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseImageReference(text);
        return true;
      }),
    );
  });
});
