package dev.seaworthy.cli.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DescriptorReaderTest {
  private static final String GOOD =
      """
      apiVersion: seaworthy.dev/v1
      kind: Release
      candidate: {name: erp, version: 18.0.3}
      environment: production
      architecture: dedicated
      asOf: 2026-11-25T04:20:00Z
      evidence:
      - collector: kubernetes
        paths: [manifests]
      bundles:
      - {name: naming, version: 1.2.0}
      parameters:
        limit: 3
      waivers:
      - {control: T-01, owner: o, reason: r, expires: 2026-12-31}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aGoodDescriptorIsChecked() throws IOException {
    Bench.Ran ran = check(GOOD);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("erp 18.0.3 (production, dedicated)");
    assertThat(ran.code()).isZero();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "environment: production    | enviroment: production  | 4:1: error: unknown key `enviroment`      | did you mean `environment`?",
        "version: 18.0.3            | version: 18.0           | 3:33: error: `candidate.version` must be text, but is a number | put the value in quotes",
        "[manifests]                | {a: b}                  | must be a list, but is a mapping                 | `- `",
        "architecture: dedicated    | architecture: dedicate  | 5:15: error: `architecture` cannot be `dedicate` | did you mean `dedicated`?",
        "asOf: 2026-11-25T04:20:00Z | asOf: yesterday         | 6:7: error: `yesterday` is not a time     | RFC 3339",
        "collector: kubernetes      | collector: kuberntes    | 8:14: error: `collector` cannot be `kuberntes`   | did you mean `kubernetes`?",
        "collector: kubernetes      | 'collector: kubernetes\n  role: before' | `role` cannot be `before` | baseline",
        "paths: [manifests]         | paths: [/etc]           | `/etc` is not a path relative to the descriptor  | keep the evidence beside",
        "paths: [manifests]         | cluster: {namespace: a} | 9:13: error: unknown key `namespace`      | did you mean `namespaces`?",
        "paths: [manifests]         | cluster: all            | `evidence[0].cluster` must be a mapping          | `key: value`",
        "paths: [manifests]         | 'paths: [m]\n  cluster: {}' | has both `cluster` and `paths`             | an entry of their own",
        "'kubernetes\n  paths: [manifests]' | 'tls\n  cluster: {}' | only the collector `kubernetes` reads a cluster | collector: kubernetes",
        "'kubernetes\n  paths: [manifests]' | 'tls\n  paths: [a]\n  keys: []' | only the collector `image` verifies signatures | collector: image",
        "'kubernetes\n  paths: [manifests]' | 'tls\n  paths: [a]\n  vex: signed' | only the collector `image` verifies signatures | collector: image",
        "'kubernetes\n  paths: [manifests]' | 'image\n  paths: [a]\n  vex: sined' | `vex` cannot be `sined` | did you mean `signed`?",
        "'kubernetes\n  paths: [manifests]' | 'image\n  paths: [a]\n  keys: [{name: k, path: /k}]' | `/k` is not a path relative to the descriptor | keep the evidence",
        "'kubernetes\n  paths: [manifests]' | 'image\n  paths: [a]\n  keys: [{name: k, path: a}, {name: k, path: b}]' | two keys are called `k` | a name of its own",
        "'kubernetes\n  paths: [manifests]' | 'image\n  paths: [a]\n  keys: [{name: k}]' | `evidence[0].keys[0].path` is missing | add `path",
        "'kubernetes\n  paths: [manifests]' | 'image\n  paths: [a]\n  identities: [{issuer: i, subject: s}]' | no `trustedRoot` | add `trustedRoot",
        "'kubernetes\n  paths: [manifests]' | 'image\n  paths: [a]\n  trustedRoot: r\n  identities: [{issuer: i, subject: \"*\"}]' | the subject `*` is anybody | name a person",
        "'kubernetes\n  paths: [manifests]' | 'tls\n  paths: [a]\n  passwordVariable: FORGE_TOKEN' | `FORGE_TOKEN` is no variable for passwords | begins with `SEAWORTHY_PASSWORD_`",
        "environment: production    | podPaths: all           | `podPaths` must be a mapping                     | `key: value`",
        "environment: production    | 'podPaths: {a.b/C: 3}'  | 4:19: error: `podPaths.a.b/C` must be text       | put the value in quotes",
        "environment: production    | 'podPaths: {apps/Job: spec}' | 4:12: error: `apps/Job` is no custom kind  | leave it out",
        "environment: production    | 'podPaths: {a.b/C: \"x[0]\"}' | 4:12: error: `x[0]` of `a.b/C` names one item of a list | write `x[*]`",
        "name: naming               | name: nameing           | 11:28: error: there is no bundle `nameing`       | did you mean `naming`?",
        "version: 1.2.0             | version: 9.9.9          | there is no version `9.9.9` of bundle `naming`   | pin one of `1.2.0`",
        "version: 1.2.0             | version: 1.2.0, digest: 'sha256:0' | `sha256:0` is not a digest            | 64 lower-case",
        "limit: 3                   | limt: 3                 | 13:3: error: no bundle of this release has a parameter `limt` | did you mean `limit`?",
        "limit: 3                   | limit: three            | parameter `limit` is a number                    | 3",
        "control: T-01              | control: T-02           | 15:13: error: no bundle of this release has a control `T-02` | did you mean `T-01`?",
        "control: T-01              | control: T-01, rule: bad-nam | control `T-01` has no rule `bad-nam`        | did you mean `bad-name`?",
        "owner: o                   | owner: \"\"             | `waivers[0].owner` is empty                      | write something",
        "reason: r                  | reason: ' '             | `waivers[0].reason` is empty                     | write something",
        "owner: o,                  | ''                      | `waivers[0].owner` is missing                    | add `owner",
        "expires: 2026-12-31        | expires: 31.12.2026     | `31.12.2026` is neither a day nor a time         | 2026-12-31",
        "kind: Release              | kind: Relase            | `kind` cannot be `Relase`                        | did you mean `Release`?",
        "seaworthy.dev/v1           | seaworthy.dev/v2        | `apiVersion` cannot be `seaworthy.dev/v2`        | did you mean `seaworthy.dev/v1`?",
        "kind: Release              | 'kind: Release\n\tx: y'  | is indented by a tab                             | expand",
        "kind: Release              | 'kind: Release\nkind: Release' | the key `kind` stands twice                | keep one",
      })
  void aMistakeIsNamedWithItsPlaceAndItsMending(String from, String to, String message, String fix)
      throws IOException {
    Bench.Ran ran = check(GOOD.replace(from, to.replace("''", "")));
    assertThat(ran.err()).contains(message).contains(fix);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void everyMistakeIsToldAtOnce() throws IOException {
    Bench.Ran ran =
        check(
            GOOD.replace("environment:", "enviroment:")
                .replace("name: naming", "name: other")
                .replace("T-01", "T-99"));
    assertThat(ran.err())
        .contains("`enviroment`")
        .contains("there is no bundle `other`")
        .contains("a control `T-99`");
  }

  @Test
  void aPinnedDigestMustBeTheBundles() throws IOException {
    Bench.Ran ran =
        check(
            GOOD.replace(
                "version: 1.2.0",
                "version: 1.2.0, digest: \"sha256:%s\"".formatted("0".repeat(64))));
    assertThat(ran.err()).contains("release.yaml:11:").contains("as pinned");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void anExpiredWaiverIsToldAndDoesNotHold() throws IOException {
    Files.createDirectories(folder.resolve("manifests"));
    Bench.Ran ran = check(GOOD.replace("2026-12-31", "2026-11-25"), "bad");
    assertThat(ran.err()).contains("warning: the waiver of `T-01` by `o` expired");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aWaiverThatHoldsTurnsAFailureIntoAPass() throws IOException {
    Bench.Ran ran = check(GOOD, "bad");
    assertThat(ran.out()).contains("waived").contains("waived by o until 2026-12-31T00:00:00Z: r");
    assertThat(ran.code()).isZero();
  }

  @ParameterizedTest(name = "a descriptor of `{0}` is refused")
  @CsvSource({"''", "'# nothing'", "'- a'", "'a: [b'", "'kind: Release\n---\nkind: Release'"})
  void whatIsNoDescriptorIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("release.yaml"), text);
    Bench.Ran ran = new Bench().run("check", file);
    assertThat(ran.err()).contains("error: ").contains("mend: ");
    assertThat(ran.code()).isEqualTo(3);
  }

  private Bench.Ran check(String descriptor) throws IOException {
    return check(descriptor, "good");
  }

  private Bench.Ran check(String descriptor, String name) throws IOException {
    Path manifests = Files.createDirectories(folder.resolve("manifests"));
    Files.writeString(
        manifests.resolve("a.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: ns}\n".formatted(name));
    Path file = Files.writeString(folder.resolve("release.yaml"), descriptor);
    return new Bench().run("check", file);
  }
}
