import * as assert from "node:assert/strict";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import { customReadiness } from "../../../../../localcloud/providers/kubernetes/wait/custom";
import { genericReadiness } from "../../../../../localcloud/providers/kubernetes/wait/generic";
import { ingressReadiness } from "../../../../../localcloud/providers/kubernetes/wait/ingress";
import { compileJsonPath } from "../../../../../localcloud/providers/kubernetes/wait/json-path";
import { readinessOf } from "../../../../../localcloud/providers/kubernetes/wait/readiness";
import { serviceReadiness } from "../../../../../localcloud/providers/kubernetes/wait/service";
import {
  claimReadiness,
  quotaReadiness,
  secretReadiness,
  volumeReadiness,
} from "../../../../../localcloud/providers/kubernetes/wait/simple";
import { judge, outcome, texts } from "./observe";

const NO_PODS =
  "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods";
const NO_ADDRESS = "Service was not allocated an IP address; does your cloud provider support this?";

describe("a Service", () => {
  const service = (spec: PropertyMap, status: PropertyMap = {}): PropertyMap => ({
    metadata: { name: "s" },
    spec: { selector: { app: "a" }, ...spec },
    status,
  });
  const endpoints = (subset: PropertyMap): PropertyMap => ({ metadata: { name: "s" }, subsets: [subset] });
  const ready = endpoints({ addresses: [{ ip: "10.0.0.1" }] });
  const pending = endpoints({ notReadyAddresses: [{ ip: "10.0.0.1" }] });

  it("is ready when its endpoints have settled, with pods or without", () => {
    assert.deepEqual(outcome(serviceReadiness, service({}), { others: { Endpoints: [ready] } }), ["ready"]);
    assert.deepEqual(outcome(serviceReadiness, service({})), ["ready"]);
  });

  it("gives its endpoints ten seconds, and is good enough when the time ends before", () => {
    const verdict = judge(serviceReadiness, service({}), { others: { Endpoints: [ready] }, quietMs: 4000 });
    assert.deepEqual(verdict.state === "waiting" && [verdict.againInMs, verdict.acceptable], [6000, true]);
  });

  it("waits for endpoints whose pods are not ready", () => {
    assert.deepEqual(outcome(serviceReadiness, service({}), { others: { Endpoints: [pending] } }), [
      "waiting",
      NO_PODS,
    ]);
  });

  it("of a load balancer waits for its address", () => {
    const balancer = service({ type: "LoadBalancer" });
    assert.deepEqual(outcome(serviceReadiness, balancer, { others: { Endpoints: [ready] } }), [
      "waiting",
      NO_ADDRESS,
    ]);
    assert.deepEqual(outcome(serviceReadiness, balancer), ["waiting", NO_PODS, NO_ADDRESS]);
    const addressed = service({ type: "LoadBalancer" }, { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } });
    assert.deepEqual(outcome(serviceReadiness, addressed, { others: { Endpoints: [ready] } }), ["ready"]);
  });

  const withoutPods: readonly PropertyMap[] = [
    { clusterIP: "None" },
    { type: "ExternalName" },
    { selector: {} },
  ];
  for (const spec of withoutPods) {
    it(`with ${JSON.stringify(spec)} is ready at once`, () => {
      assert.deepEqual(outcome(serviceReadiness, service(spec), { quietMs: 0 }), ["ready"]);
    });
  }
});

describe("an Ingress", () => {
  const route = { host: "h", http: { paths: [{ path: "/p", backend: { service: { name: "web" } } }] } };
  const ingress = (status: PropertyMap = {}): PropertyMap => ({
    metadata: { name: "i" },
    spec: { rules: [route] },
    status,
  });
  const addressed = { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } };
  const web = { metadata: { name: "web" } };

  it("is ready when each path has a Service and there is an address", () => {
    assert.deepEqual(
      outcome(ingressReadiness, ingress(addressed), { others: { Endpoints: [web] }, quietMs: 0 }),
      ["ready"],
    );
    const external = { ...web, spec: { type: "ExternalName" } };
    assert.deepEqual(
      outcome(ingressReadiness, ingress(addressed), { others: { Service: [external] }, quietMs: 0 }),
      ["ready"],
    );
  });

  it("says what is missing", () => {
    assert.equal(
      outcome(ingressReadiness, ingress(), { quietMs: 0 })[1],
      "Ingress has at least one rule with an unavailable target endpoint.",
    );
    assert.match(
      outcome(ingressReadiness, ingress(), { others: { Endpoints: [web] } })[1] ?? "",
      /^Ingress \.status\.loadBalancer field was not updated/,
    );
    assert.ok(
      texts(ingressReadiness, ingress()).includes(
        'No matching service found for ingress rule: "h/p" -> "web"',
      ),
    );
  });
});

describe("storage, quotas and tokens", () => {
  const classOf = (volumeBindingMode: string) => ({
    StorageClass: [{ metadata: { name: "c" }, volumeBindingMode }],
  });
  const claim = (phase: string): PropertyMap => ({
    metadata: { name: "x" },
    spec: { storageClassName: "c" },
    status: { phase },
  });

  it("do not wait for a claim whose class waits for the first pod", () => {
    assert.deepEqual(outcome(claimReadiness, claim("Pending"), { others: classOf("WaitForFirstConsumer") }), [
      "ready",
    ]);
    assert.deepEqual(outcome(claimReadiness, claim("Pending"), { others: classOf("Immediate") }), [
      "waiting",
    ]);
    assert.deepEqual(outcome(claimReadiness, claim("Bound"), { others: classOf("Immediate") }), ["ready"]);
    assert.deepEqual(texts(claimReadiness, claim("Pending")), [
      'getting storagclass "c": storageclasses.storage.k8s.io "c" not found',
    ]);
  });

  it("take a volume that is available or bound", () => {
    const states = ["Available", "Bound", "Pending"].map(
      (phase) => outcome(volumeReadiness, { status: { phase } })[0],
    );
    assert.deepEqual(states, ["ready", "ready", "waiting"]);
  });

  it("wait until a quota's limits were taken over", () => {
    assert.deepEqual(
      outcome(quotaReadiness, { spec: { hard: { pods: "1" } }, status: { hard: { pods: "1" } } }),
      ["ready"],
    );
    assert.deepEqual(
      outcome(quotaReadiness, { spec: { hard: { pods: "1" } }, status: { hard: { pods: "2" } } }),
      ["waiting"],
    );
  });

  it("wait for the token of a Secret that asks for one", () => {
    const type = "kubernetes.io/service-account-token";
    assert.deepEqual(outcome(secretReadiness, { type }), ["waiting"]);
    assert.deepEqual(outcome(secretReadiness, { type, data: { token: "x" } }), ["ready"]);
    assert.equal(readinessOf({ apiVersion: "v1", kind: "Secret", type: "Opaque" }, {}), undefined);
    assert.equal(readinessOf({ apiVersion: "v1", kind: "Secret", type }, {}), secretReadiness);
  });
});

describe("readinessOf", () => {
  const thing = { apiVersion: "example.com/v1", kind: "Thing" };

  it("knows nothing of custom resources, unless everything is to be awaited", () => {
    assert.equal(readinessOf(thing, {}), undefined);
    assert.equal(readinessOf(thing, { PULUMI_K8S_AWAIT_ALL: "true" }), genericReadiness);
  });

  it("lets an annotation win over the kind", () => {
    const metadata = { annotations: { "pulumi.com/waitFor": "condition=Done" } };
    const readiness = readinessOf({ apiVersion: "v1", kind: "Service", metadata }, {});
    assert.ok(readiness !== undefined && readiness !== serviceReadiness);
  });

  it("judges any object by its Ready condition", () => {
    const object = (status: PropertyMap) => ({ kind: "Thing", metadata: { generation: 2 }, status });
    assert.deepEqual(outcome(genericReadiness, object({})), ["ready"]);
    assert.deepEqual(outcome(genericReadiness, object({ conditions: [{ type: "Ready", status: "True" }] })), [
      "ready",
    ]);
    assert.deepEqual(
      texts(genericReadiness, object({ conditions: [{ type: "Ready", status: "False", message: "soon" }] })),
      ["soon"],
    );
    assert.deepEqual(texts(genericReadiness, object({ observedGeneration: 1 })), [
      "Thing generation is 2, but latest observed generation is 1",
    ]);
  });
});

describe("pulumi.com/waitFor", () => {
  const object = {
    metadata: { generation: 2 },
    data: { b: 2, m: { x: 1 } },
    status: { observedGeneration: 2, conditions: [{ type: "Available", status: "False" }] },
  };
  const rows = [
    ["jsonpath={.data.b}", "ready", "Found {.data.b}"],
    ["jsonpath={.data.b}=2", "ready", "Found {.data.b}=2"],
    ["jsonpath={.data.b}=3", "waiting", 'Waiting for {.data.b}=3 (found "2")'],
    ["jsonpath={.data.c}", "waiting", "{.data.c} selected nothing"],
    ["condition=Available", "waiting", "Resource has condition Available=False (want True)"],
    ["condition=available=false", "ready", undefined],
    ["condition=Other", "waiting", undefined],
    ['["jsonpath={.data.b}=2", "condition=Available=False"]', "ready", "Found {.data.b}=2"],
    [
      '["condition=Available", "jsonpath={.data.b}=2"]',
      "waiting",
      "Resource has condition Available=False (want True)",
    ],
  ] as const;
  for (const [expression, state, text] of rows) {
    it(`${expression} is ${state}`, () => {
      assert.equal(outcome(customReadiness(expression), object)[0], state);
      assert.deepEqual(texts(customReadiness(expression), object), text === undefined ? [] : [text]);
    });
  }

  it("does not look at a status that is out of date", () => {
    const stale = { ...object, metadata: { generation: 3 } };
    assert.equal(outcome(customReadiness("jsonpath={.data.b}=2"), stale)[0], "waiting");
    assert.deepEqual(texts(customReadiness("condition=Available=False"), stale), [
      "Generation 2 is less than expected 3",
    ]);
  });

  it("says that there are no conditions", () => {
    assert.deepEqual(texts(customReadiness("condition=Ready"), {}), ["Has no .status.conditions"]);
  });

  const bad = [
    ["nonsense", /^expected a "jsonpath=" or "condition=" prefix, got "nonsense"$/],
    ["[]", /^at least one condition must be specified$/],
    ["jsonpath=.a.b", /^\.a\.b should be wrapped in brackets \{ \.\.\. \}$/],
    ["jsonpath='{.a}'", /should omit shell quotes/],
    ["jsonpath={.a}=", /requires a value/],
    ["jsonpath={.a..b}", /^parsing "\{\.a\.\.b\}": unexpected "\.\.b"$/],
  ] as const;
  for (const [expression, message] of bad) {
    it(`refuses ${expression}`, () => {
      assert.throws(() => customReadiness(expression), { message });
    });
  }

  it("refuses to compare an object with a text", () => {
    assert.throws(
      () => outcome(customReadiness("jsonpath={.data.m}=1"), object),
      /has a non-primitive value/,
    );
  });
});

describe("JSONPath", () => {
  const object = {
    items: [
      { n: "a", t: "x" },
      { n: "b", t: "y" },
    ],
    labels: { "a.b": 1 },
  };
  const rows = [
    ["{.items[0].n}", ["a"]],
    ["{.items[-1].n}", ["b"]],
    ["{.items[*].n}", ["a", "b"]],
    ['{.items[?(@.t=="y")].n}', ["b"]],
    ["{.items[?(@.t!='y')].n}", ["a"]],
    ['{.labels["a.b"]}', [1]],
    ["{$.items[5].n}", []],
  ] as const;
  for (const [path, found] of rows) {
    it(`${path} selects ${JSON.stringify(found)}`, () => {
      assert.deepEqual(compileJsonPath(path)(object), found);
    });
  }
});
