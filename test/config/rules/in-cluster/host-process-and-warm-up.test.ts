import assert from "node:assert/strict";
import { base, problemsOf } from "../../base";

const warmUp = (value: object) => problemsOf({ ...base, inCluster: { warmUp: value } });

describe("a namespace for HostProcess pods", () => {
  it("is privileged, on purpose", () => {
    const namespace = (podSecurity: string) =>
      problemsOf({ ...base, namespaces: [{ name: "agents", podSecurity, hostProcess: {} }] });
    assert.deepEqual(namespace("privileged"), []);
    assert.deepEqual(namespace("baseline"), [
      'namespaces[0].podSecurity: must be privileged where hostProcess is set: every other level forbids HostProcess pods, got "baseline"; set podSecurity: privileged, or remove hostProcess (https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/)',
    ]);
  });
});

describe("the warm-up", () => {
  it("is for releases that the stack has, and images that they run", () => {
    const images = ["mcr.microsoft.com/windows/servercore:ltsc2022", "example.azurecr.io/team/app:1"];
    assert.deepEqual(
      warmUp({ prePull: [{ release: "2022", images }], spare: [{ release: "2022", replicas: 2 }] }),
      [],
    );
    assert.deepEqual(warmUp({ spare: [{ release: "2025", replicas: 2 }] }), [
      'inCluster.warmUp.spare[0].release: must be the release of a Windows pool of the stack, got "2025"; use 2022',
    ]);
    const [newer, linux, ...more] = warmUp({
      prePull: [{ release: "2022", images: ["mcr.microsoft.com/windows/servercore:ltsc2025", "nginx:1.29"] }],
    });
    assert.match(
      newer ?? "",
      /^inCluster\.warmUp\.prePull\[0\]\.images\[0\]: must run on Windows Server 2022: .*newer than its host.*; name the variant for 2022/,
    );
    assert.match(
      linux ?? "",
      /^inCluster\.warmUp\.prePull\[0\]\.images\[1\]: must be a Windows image: .*; remove it$/,
    );
    assert.deepEqual(more, []);
  });
});
