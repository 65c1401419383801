import assert from "node:assert/strict";

import { type ImagePlatform, windowsBuildOfImage } from "../../../catalogue/images";

const build = (number: number, via: string): ImagePlatform => ({ kind: "build", build: number, via });
const linux = (via: string): ImagePlatform => ({ kind: "linux", via });
const unknown = (reason: string): ImagePlatform => ({ kind: "unknown", reason });
const multi = (via: string, withLinux: boolean, builds?: readonly number[]): ImagePlatform => ({
  kind: "multi",
  ...(builds === undefined ? {} : { builds }),
  linux: withLinux,
  via,
});

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const noLatest = 'Windows base images have had no "latest" since 2019-04-16; name the release in the tag.';
const noTag = (image: string, tag: string): ImagePlatform =>
  unknown(`mcr.microsoft.com/${image} is not known to have a tag "${tag}".`);
const neither = (tag: string): ImagePlatform =>
  unknown(`The tag "${tag}" names neither a Windows release nor a Linux distribution.`);
const noRelease = (tag: string): ImagePlatform =>
  unknown(`The tag "${tag}" says Windows, but not which release.`);
const plainDotnet = ".NET tag without an operating system";
const plainFramework = ".NET Framework tag without a release";

const groups: Readonly<Record<string, Readonly<Record<string, ImagePlatform>>>> = {
  "Windows base images": {
    "mcr.microsoft.com/windows/servercore:ltsc2016": build(14393, 'tag "ltsc2016"'),
    "mcr.microsoft.com/windows/servercore:ltsc2019": build(17763, 'tag "ltsc2019"'),
    "mcr.microsoft.com/windows/servercore:1809": build(17763, 'tag "1809"'),
    "mcr.microsoft.com/windows/servercore:1903": build(18362, 'tag "1903"'),
    "mcr.microsoft.com/windows/servercore:1909": build(18363, 'tag "1909"'),
    "mcr.microsoft.com/windows/servercore:2004": build(19041, 'tag "2004"'),
    "mcr.microsoft.com/windows/servercore:20H2": build(19042, 'tag "20H2"'),
    "mcr.microsoft.com/windows/servercore:ltsc2022": build(20348, 'tag "ltsc2022"'),
    "mcr.microsoft.com/windows/servercore:ltsc2022-amd64": build(20348, 'tag "ltsc2022-amd64"'),
    "mcr.microsoft.com/windows/servercore:ltsc2022-KB5031364": build(20348, 'tag "ltsc2022-KB5031364"'),
    "mcr.microsoft.com/windows/servercore:ltsc2025": build(26100, 'tag "ltsc2025"'),
    "mcr.microsoft.com/windows/servercore:1809-KB4493509": build(17763, 'tag "1809-KB4493509"'),
    "mcr.microsoft.com/windows/servercore:10.0.17763.437": build(17763, 'version "10.0.17763.437"'),
    "mcr.microsoft.com/windows/servercore:10.0.20348.2031-amd64": build(
      20348,
      'version "10.0.20348.2031-amd64"',
    ),
    "mcr.microsoft.com/windows/servercore:10.0.14393.2906_amd64": build(
      14393,
      'version "10.0.14393.2906_amd64"',
    ),
    "mcr.microsoft.com/windows/servercore/insider:10.0.26063.1": build(26063, 'version "10.0.26063.1"'),
    "mcr.microsoft.com/windows/nanoserver/insider:10.0.25398.1": build(25398, 'version "10.0.25398.1"'),
    "mcr.microsoft.com/windows/nanoserver:1809": build(17763, 'tag "1809"'),
    "mcr.microsoft.com/windows/nanoserver:sac2016": build(14393, 'tag "sac2016"'),
    "mcr.microsoft.com/windows/nanoserver:1709": build(16299, 'tag "1709"'),
    "mcr.microsoft.com/windows/nanoserver:1803": build(17134, 'tag "1803"'),
    "mcr.microsoft.com/windows/nanoserver:ltsc2022": build(20348, 'tag "ltsc2022"'),
    "mcr.microsoft.com/windows/nanoserver:ltsc2025": build(26100, 'tag "ltsc2025"'),
    "mcr.microsoft.com/windows/nanoserver:ltsc2019": noTag("windows/nanoserver", "ltsc2019"),
    "mcr.microsoft.com/windows/server:ltsc2022": build(20348, 'tag "ltsc2022"'),
    "mcr.microsoft.com/windows/server:ltsc2019": noTag("windows/server", "ltsc2019"),
    "mcr.microsoft.com/windows:1809": build(17763, 'tag "1809"'),
    "mcr.microsoft.com/windows:ltsc2025": noTag("windows", "ltsc2025"),
    "mcr.microsoft.com/windows/servercore:ltsc2030": noTag("windows/servercore", "ltsc2030"),
    "mcr.microsoft.com/windows/servercore:10.0.17763": noTag("windows/servercore", "10.0.17763"),
    "mcr.microsoft.com/windows/servercore:latest": unknown(noLatest),
    "mcr.microsoft.com/windows/servercore": unknown(noLatest),
    [`mcr.microsoft.com/windows/servercore:ltsc2022@${digest}`]: build(20348, 'tag "ltsc2022"'),
    [`mcr.microsoft.com/windows/servercore@${digest}`]: unknown(
      "A digest does not say which platform it is for; write the tag beside it.",
    ),
    "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022": build(20348, 'tag "ltsc2022"'),
    "mcr.microsoft.com/windows/servercore/iis:windowsservercore-1809": build(
      17763,
      'tag "windowsservercore-1809"',
    ),
    "mcr.microsoft.com/windows/servercore/iis:latest": neither("latest"),
    "mcr.microsoft.com/windows/servercore/iis:windowsservercore": noRelease("windowsservercore"),
  },
  ".NET Framework images": {
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022": build(
      20348,
      'tag "ltsc2022"',
    ),
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2025": build(
      26100,
      'tag "ltsc2025"',
    ),
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019": build(
      17763,
      'tag "ltsc2019"',
    ),
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2022": build(
      20348,
      'tag "ltsc2022"',
    ),
    "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2016": build(14393, 'tag "ltsc2016"'),
    "mcr.microsoft.com/dotnet/framework/runtime:3.5-windowsservercore-ltsc2025": build(
      26100,
      'tag "ltsc2025"',
    ),
    "mcr.microsoft.com/dotnet/framework/wcf:4.8.1-20250513-windowsservercore-ltsc2022": build(
      20348,
      'tag "ltsc2022"',
    ),
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-1803": build(
      17134,
      'tag "windowsservercore-1803"',
    ),
    "mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-1903": build(
      18362,
      'tag "windowsservercore-1903"',
    ),
    "mcr.microsoft.com/dotnet/framework/samples:aspnetapp-windowsservercore-ltsc2022": build(
      20348,
      'tag "ltsc2022"',
    ),
    "mcr.microsoft.com/dotnet/framework/samples:aspnetapp": multi(plainFramework, false),
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1": multi(plainFramework, false, [20348, 26100]),
    "mcr.microsoft.com/dotnet/framework/aspnet:4.8": multi(plainFramework, false, [14393, 17763]),
    "mcr.microsoft.com/dotnet/framework/aspnet:latest": multi(plainFramework, false),
    "mcr.microsoft.com/dotnet/framework/runtime": multi(plainFramework, false),
  },
  ".NET images": {
    "mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022": build(20348, 'tag "ltsc2022"'),
    "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809": build(17763, 'tag "nanoserver-1809"'),
    "mcr.microsoft.com/dotnet/aspnet:8.0.11-nanoserver-1809-amd64": build(17763, 'tag "nanoserver-1809"'),
    "mcr.microsoft.com/dotnet/runtime:9.0-windowsservercore-ltsc2019": build(17763, 'tag "ltsc2019"'),
    "mcr.microsoft.com/dotnet/runtime:10.0-nanoserver-ltsc2025": build(26100, 'tag "ltsc2025"'),
    "mcr.microsoft.com/dotnet/aspnet:11.0-preview-nanoserver-ltsc2025": build(26100, 'tag "ltsc2025"'),
    "mcr.microsoft.com/dotnet/nightly/sdk:10.0-windowsservercore-ltsc2022": build(20348, 'tag "ltsc2022"'),
    "mcr.microsoft.com/dotnet/core/aspnet:3.1-nanoserver-1903": build(18362, 'tag "nanoserver-1903"'),
    "mcr.microsoft.com/dotnet/core/runtime:3.1-nanoserver-1909": build(18363, 'tag "nanoserver-1909"'),
    "mcr.microsoft.com/dotnet/core/sdk:2.1-nanoserver-sac2016": build(14393, 'tag "sac2016"'),
    "mcr.microsoft.com/dotnet/aspnet:5.0-nanoserver-20H2": build(19042, 'tag "nanoserver-20H2"'),
    "mcr.microsoft.com/dotnet/aspnet:5.0-nanoserver-2004-amd64": build(19041, 'tag "nanoserver-2004"'),
    "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver": unknown(
      'The .NET tag "8.0-nanoserver" says Windows, but not which release.',
    ),
    "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2030": unknown(
      'The .NET tag "8.0-nanoserver-ltsc2030" says Windows, but not which release.',
    ),
    "mcr.microsoft.com/dotnet/aspnet:8.0": linux(plainDotnet),
    "mcr.microsoft.com/dotnet/aspnet:10.0.1": linux(plainDotnet),
    "mcr.microsoft.com/dotnet/sdk:latest": linux(plainDotnet),
    "mcr.microsoft.com/dotnet/sdk": linux(plainDotnet),
    "mcr.microsoft.com/dotnet/monitor:8": linux(plainDotnet),
    "mcr.microsoft.com/dotnet/aspnet:8.0-alpine3.20": linux('tag "alpine"'),
    "mcr.microsoft.com/dotnet/runtime-deps:8.0-jammy-chiseled": linux('tag "jammy"'),
    "mcr.microsoft.com/dotnet/sdk:9.0-azurelinux3.0": linux('tag "azurelinux"'),
    "mcr.microsoft.com/dotnet/aspnet:7.0-bullseye-slim-amd64": linux('tag "bullseye"'),
    "mcr.microsoft.com/dotnet/aspnet:7.0": multi(".NET 7 tag without an operating system", true),
    "mcr.microsoft.com/dotnet/core/sdk:3.1": multi(".NET 3 tag without an operating system", true),
    "mcr.microsoft.com/dotnet/samples:aspnetapp": unknown(
      'The .NET tag "aspnetapp" names neither a version nor a platform.',
    ),
    "mcr.microsoft.com/dotnet/samples:aspnetapp-nanoserver-ltsc2022": build(20348, 'tag "ltsc2022"'),
  },
  "images of others with a release in the tag": {
    "golang:1.27-windowsservercore-ltsc2025": build(26100, 'tag "ltsc2025"'),
    "golang:1.27-nanoserver-ltsc2022": build(20348, 'tag "ltsc2022"'),
    "eclipse-temurin:21-jdk-windowsservercore-ltsc2022": build(20348, 'tag "ltsc2022"'),
    "mongo:8.3-windowsservercore-ltsc2025": build(26100, 'tag "ltsc2025"'),
    "hello-world:nanoserver-ltsc2025": build(26100, 'tag "ltsc2025"'),
    "mcr.microsoft.com/powershell:lts-nanoserver-1809": build(17763, 'tag "nanoserver-1809"'),
    "rancher/rancher-agent:v2.8.0-windows-1809": build(17763, 'tag "windows-1809"'),
    "rancher/wins:v0.4.11-windows-ltsc2022": build(20348, 'tag "ltsc2022"'),
    "jenkins/agent:windowsservercore-ltsc2019": build(17763, 'tag "ltsc2019"'),
    "contoso.azurecr.io/shop/web:4.2-ltsc2022": build(20348, 'tag "ltsc2022"'),
    "contoso.azurecr.io/shop/web:4.2_LTSC2025": build(26100, 'tag "LTSC2025"'),
    "registry.contoso.com:5000/base/servercore:10.0.20348.2113": build(20348, 'tag "10.0.20348.2113"'),
    "localhost:5000/app:1.0-10.0.17763.437-amd64": build(17763, 'tag "10.0.17763.437"'),
    "localhost/app:win-ltsc2022.3": build(20348, 'tag "ltsc2022"'),
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:ltsc2019": build(17763, 'tag "ltsc2019"'),
    [`contoso.azurecr.io/shop/web:4.2-ltsc2022@${digest}`]: build(20348, 'tag "ltsc2022"'),
    "nginx:1.27-ltsc2022-ltsc2022": build(20348, 'tag "ltsc2022"'),
  },
  "known Linux images": {
    nginx: linux("repository docker.io/library/nginx"),
    "nginx:1.27": linux("repository docker.io/library/nginx"),
    [`nginx@${digest}`]: linux("repository docker.io/library/nginx"),
    "docker.io/library/redis:7": linux("repository docker.io/library/redis"),
    "index.docker.io/library/redis:7": linux("repository docker.io/library/redis"),
    "bitnami/kafka:3": linux("repository docker.io/bitnami/kafka"),
    "registry.k8s.io/coredns/coredns:v1.13.1": linux("repository registry.k8s.io/coredns/coredns"),
    "registry.k8s.io/kube-proxy:v1.36.3": linux("repository registry.k8s.io/kube-proxy"),
    "quay.io/prometheus/node-exporter:v1.9.1": linux("repository quay.io/prometheus/node-exporter"),
    "gcr.io/distroless/static-debian12": linux("repository gcr.io/distroless/static-debian12"),
    "ghcr.io/fluxcd/source-controller:v1.7.0": linux("repository ghcr.io/fluxcd/source-controller"),
    "mcr.microsoft.com/mssql/server:2022-latest": linux("repository mcr.microsoft.com/mssql/server"),
    "contoso.azurecr.io/api:1.4-alpine": linux('tag "alpine"'),
    "golang:1.27-bookworm": linux('tag "bookworm"'),
    "python:3.14-alpine3.23": linux('tag "alpine"'),
    "contoso.azurecr.io/api:linux-amd64": linux('tag "linux"'),
  },
  "references for several platforms": {
    "golang:1.27": multi("repository docker.io/library/golang", true),
    "golang:1.27-nanoserver": multi("repository docker.io/library/golang", false),
    "hello-world": multi("repository docker.io/library/hello-world", true),
    "registry.k8s.io/pause:3.10.2": multi("repository registry.k8s.io/pause", true, [17763, 20348, 26100]),
    "registry.k8s.io/pause:3.10": multi("repository registry.k8s.io/pause", true, [17763, 20348]),
    "registry.k8s.io/pause:3.6": multi("repository registry.k8s.io/pause", true),
    "mcr.microsoft.com/oss/v2/kubernetes/pause:3.10.2": multi(
      "repository mcr.microsoft.com/oss/v2/kubernetes/pause",
      true,
      [17763, 20348, 26100],
    ),
    "ghcr.io/prometheus-community/windows-exporter:0.31.8": multi(
      "repository ghcr.io/prometheus-community/windows-exporter",
      false,
    ),
  },
  "references that do not say": {
    "contoso.azurecr.io/shop/web:4.2": neither("4.2"),
    "contoso.azurecr.io/shop/web": neither("latest"),
    "contoso.azurecr.io/servercore-ltsc2022/web:1.0": neither("1.0"),
    "contoso.azurecr.io/shop/web:1809": neither("1809"),
    "contoso.azurecr.io/shop/web:2004.1": neither("2004.1"),
    "contoso.azurecr.io/shop/web:10.0.12345.1": neither("10.0.12345.1"),
    "contoso.azurecr.io/shop/web:10.0.1": neither("10.0.1"),
    "contoso.azurecr.io/shop/web:xltsc2022": neither("xltsc2022"),
    "contoso.azurecr.io/shop/web:ltsc20221": neither("ltsc20221"),
    "contoso.azurecr.io/shop/web:ltsc2019-on-ltsc2022": neither("ltsc2019-on-ltsc2022"),
    "contoso.azurecr.io/shop/web:1.0-windows": noRelease("1.0-windows"),
    "contoso.azurecr.io/shop/web:windows-1999": noRelease("windows-1999"),
    "contoso.azurecr.io/dotnet/aspnet:8.0": neither("8.0"),
    "contoso.azurecr.io/dotnet/framework/aspnet:4.8": neither("4.8"),
    "contoso.azurecr.io/windows/servercore:1809": neither("1809"),
    "mcr.microsoft.com/mirror/dotnet/aspnet:8.0": neither("8.0"),
    "mcr.microsoft.com/mirror/dotnet/framework/aspnet:4.8": neither("4.8"),
    "mcr.microsoft.com/constructor:1809": neither("1809"),
    "bitnamix/kafka:3": neither("3"),
    "contoso.azurecr.io/nginx:1": neither("1"),
    [`contoso.azurecr.io/shop/web@${digest}`]: unknown(
      "A digest does not say which platform it is for; write the tag beside it.",
    ),
  },
  "texts that are no image references": Object.fromEntries(
    [
      "",
      ":ltsc2022",
      "app/UPPER:1",
      "a//b",
      "/a",
      "a/",
      "a:b:c",
      "a:",
      "a:-x",
      "a@",
      "a@sha256:12",
      `a@${digest}@x`,
      "a b",
      "contoso.azurecr.io/",
      "contoso..io/a:1",
      "-host.io/a",
      "a_.b",
      "http://contoso.io/a",
      `a:${"x".repeat(129)}`,
    ].map((text) => [text, unknown(`"${text}" is not a valid image reference.`)]),
  ),
};

describe("windowsBuildOfImage", () => {
  const count = Object.values(groups).reduce((sum, group) => sum + Object.keys(group).length, 0);

  it("is tried on at least 80 real references", () => {
    assert.ok(count >= 80, `only ${String(count)}`);
  });

  for (const [name, group] of Object.entries(groups)) {
    describe(name, () => {
      for (const [reference, expected] of Object.entries(group)) {
        it(`reads ${JSON.stringify(reference.length > 90 ? `${reference.slice(0, 90)}…` : reference)}`, () => {
          assert.deepEqual(windowsBuildOfImage(reference), expected);
        });
      }
    });
  }
});
