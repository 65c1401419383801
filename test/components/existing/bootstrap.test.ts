import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { containerdConfig } from "../../../components/existing/bootstrap/containerd-config";
import { hereString, quote } from "../../../components/existing/bootstrap/powershell";
import { windowsBootstrapScript, windowsPools } from "../../../components/existing/bootstrap/script";
import { existingBase, existingConfigOf, kubeadmBootstrap, rke2Bootstrap } from "../../config/existing-base";

const [linux, windows] = existingBase.nodePools;
const nodePools = [
  linux,
  {
    ...windows,
    labels: { team: "orders" },
    taints: [{ key: "dedicated", value: "orders", effect: "NoSchedule" }],
  },
];

const configurations = {
  kubeadm: { ...existingBase, nodePools, windowsBootstrap: kubeadmBootstrap },
  "kubeadm-bgp": {
    ...existingBase,
    nodePools: [linux, { ...windows, release: "2025" }],
    network: { cni: "calico", mode: "bgp" },
    windowsBootstrap: { ...kubeadmBootstrap, reservedMemoryMiB: 4096 },
  },
  rke2: {
    ...existingBase,
    cluster: { kubernetesVersion: "1.36", distribution: "rke2" },
    nodePools,
    windowsBootstrap: rke2Bootstrap,
  },
};

function script(name: keyof typeof configurations): string {
  const config = existingConfigOf(configurations[name]);
  const [pool] = windowsPools(config);
  assert.ok(pool);
  const text = windowsBootstrapScript(config, pool);
  assert.ok(text);
  return text;
}

describe("the script that joins Windows machines", () => {
  for (const name of ["kubeadm", "kubeadm-bgp", "rke2"] as const) {
    it(`is the reviewed one for ${name} (else: UPDATE_GOLDEN=1)`, () => {
      const golden = path.join(__dirname, "golden", `${name}.ps1`);
      if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(golden, script(name));
      assert.equal(script(name), fs.readFileSync(golden, "utf8"));
    });

    it(`checks every download for ${name}, and runs nothing that it has not checked`, () => {
      const lines = script(name).split("\n");
      const downloads = lines.filter((line) => line.startsWith("Save-VerifiedFile "));
      assert.ok(downloads.length > 0);
      for (const line of downloads) assert.match(line, /-Uri 'https:\/\/[^']+' -Checksum '[0-9a-f]{64}'/);
      assert.equal(lines.filter((line) => /Invoke-WebRequest/.test(line)).length, 1);
      assert.ok(!/Invoke-Expression|\biex\b|DownloadString/i.test(script(name)));
    });

    it(`reads the token when it runs, for ${name}, and shows it to nobody`, () => {
      const uses = script(name)
        .split("\n")
        .filter((line) => /\$token\b/.test(line));
      assert.ok(uses.length >= 2);
      for (const line of uses) assert.match(line, /^\s*(\$token = |if \(\$token -notmatch |Set-Content )/);
    });
  }

  it("has the process-isolation handler and the pinned pause image, and no other handler", () => {
    const config = containerdConfig("mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2");
    const handlers = [...config.matchAll(/runtimes\.([\w-]+)\]/g)].map(([, handler]) => handler);
    assert.deepEqual(handlers, ["runhcs-wcow-process"]);
    assert.match(config, /^version = 3$/m);
    assert.match(config, /sandbox = 'mcr\.microsoft\.com\/oss\/v2\/kubernetes\/pause:3\.10\.2'/);
  });

  it("gives the kubelet the taints, the labels, the reserves and the priority class", () => {
    const text = script("kubeadm");
    for (const flag of [
      "--register-with-taints=os=windows:NoSchedule,dedicated=orders:NoSchedule",
      "--node-labels=mullion/pool=win,team=orders",
      "--kube-reserved=memory=512Mi",
      "--system-reserved=memory=1536Mi",
      "--windows-priorityclass=ABOVE_NORMAL_PRIORITY_CLASS",
    ]) {
      assert.ok(text.includes(`    '${flag}'\n`), flag);
    }
    assert.ok(script("kubeadm-bgp").includes("'--system-reserved=memory=3584Mi'"));
  });

  it("refuses a machine of another build before it changes anything", () => {
    const text = script("kubeadm-bgp");
    const [check, change] = [
      text.indexOf("if ($build -ne 26100)"),
      text.indexOf("Install-WindowsFeature -Name"),
    ];
    assert.ok(check > 0 && change > check);
  });

  it("is not there where the configuration does not say how machines join", () => {
    const config = existingConfigOf();
    const [pool] = windowsPools(config);
    assert.ok(pool);
    assert.equal(windowsBootstrapScript(config, pool), undefined);
  });

  it("is the same text for the same configuration, without a secret of it", () => {
    const secret = { ...configurations.kubeadm, kubeconfig: { content: "canary-kubeconfig" } };
    const config = existingConfigOf(secret);
    const [pool] = windowsPools(config);
    assert.ok(pool);
    assert.equal(windowsBootstrapScript(config, pool), script("kubeadm"));
  });
});

describe("literals of PowerShell", () => {
  it("keep quotes, dollars and backticks as they are", () => {
    assert.equal(quote("it's $HOME `n \u2019"), "'it''s $HOME `n \u2019\u2019'");
  });

  it("of several lines are refused where a line would end them", () => {
    assert.equal(hereString("a\nb\n"), "@'\na\nb\n'@");
    assert.throws(() => hereString("a\n'@; calc.exe"), /ends the here-string/);
  });
});
