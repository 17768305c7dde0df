package dev.seaworthy.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key follows another, and what the old one sealed in its time goes on to verify. */
class RotateTest {
  private static final Instant LATER = Bench.NOW.plus(Duration.ofDays(2));
  private static final String FLOW =
      """
      apiVersion: seaworthy.dev/v1
      kind: TrustRoot
      # Who seals.
      keys:
      - {name: release-2026, role: engine, file: old.pub}  # of the first year
      """;
  private static final String BLOCK =
      """
      apiVersion: seaworthy.dev/v1
      kind: TrustRoot
      keys:
        - name: release-2026
          role: engine
          file: old.pub
        - name: author
          role: author
          file: author.pub
      # Nothing was revoked.
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeKeys() throws IOException {
    new Bench().run("keys", "generate", "-o", folder.resolve("old.pem"));
    new Bench().run("keys", "generate", "-o", folder.resolve("author.pem"));
    Files.writeString(
        folder.resolve("good.yaml"),
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: good, namespace: ns}}");
    trust(FLOW);
  }

  @ParameterizedTest(name = "in a trust root like this: {0}")
  @ValueSource(strings = {FLOW, BLOCK})
  void bothKeysCountInTheirTime(String root) throws IOException {
    trust(root);
    seal("old", Bench.NOW, "before.seal");
    assertThat(rotate(LATER, "-o", path("new.pem")).err()).isEmpty();
    seal("new", LATER, "after.seal");
    seal("old", LATER, "too-late.seal");
    seal("new", Bench.NOW, "too-early.seal");
    assertThat(verify("before.seal").code()).isZero();
    assertThat(verify("after.seal").code()).isZero();
    assertThat(verify("too-late.seal").out()).contains("KEY_EXPIRED");
    assertThat(verify("too-early.seal").out()).contains("KEY_NOT_YET_VALID");
  }

  @Test
  void theKeyIsSecretAndCommentsStay() throws IOException {
    rotate(LATER, "-o", path("new.pem"));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new.pem"))))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("trust.yaml"))
        .content()
        .isEqualTo(
            FLOW.replace("old.pub}", "old.pub, until: \"2026-11-27T08:00:00Z\"}")
                + "- {name: \"release-2027\", role: engine, file: \"release-2027.pub\", from:"
                + " \"2026-11-27T08:00:00Z\"}\n");
  }

  @Test
  void aChainGoesOnOverARotation() throws IOException {
    Path chain = Files.createDirectory(folder.resolve("chain"));
    seal("old", Bench.NOW, "chain/1.seal");
    rotate(LATER, "-o", path("new.pem"));
    Bench.Ran unknown = follow("new", "chain/2.seal");
    assertThat(unknown.err()).contains("has 0 last verdicts").contains("--former-key");
    assertThat(unknown.code()).isEqualTo(3);
    assertThat(follow("new", "chain/2.seal", "--former-key", path("old.pub")).code()).isZero();
    Bench.Ran walked =
        new Bench()
            .at(LATER.plusSeconds(60))
            .runReal("verify", "--chain", chain, "--trust-root", path("trust.yaml"));
    assertThat(walked.out()).contains("2 verdict(s)", "WHOLE");
    assertThat(walked.code()).isZero();
  }

  @Test
  void theStatementIsCheckedAgainstTheTrustRoot() throws IOException {
    rotate(LATER, "-o", path("new.pem"));
    Bench.Ran ran = check();
    assertThat(ran.out())
        .contains("`release-2026` until 2026-11-27T08:00:00Z, `release-2027` from then")
        .contains("both keys signed it");
    assertThat(ran.code()).isZero();
    trust(FLOW);
    assertThat(check().out()).contains("the trust root says otherwise");
    assertThat(check().code()).isEqualTo(1);
  }

  @Test
  void aStatementThatWasChangedIsNone() throws IOException {
    rotate(LATER, "-o", path("new.pem"));
    Path file = folder.resolve("release-2027.rotation.json");
    String text = Files.readString(file);
    int signature = text.indexOf("\"sig\":\"") + 20;
    char other = text.charAt(signature) == 'A' ? 'B' : 'A';
    Files.writeString(file, text.substring(0, signature) + other + text.substring(signature + 1));
    assertThat(check().err()).contains("did not sign it");
    assertThat(check().code()).isEqualTo(3);
  }

  @Test
  void nothingIsReplaced() throws IOException {
    Files.writeString(folder.resolve("new.pem"), "mine");
    assertThat(rotate(LATER, "-o", path("new.pem")).err()).contains("exists already");
    assertThat(folder.resolve("new.pem")).content().isEqualTo("mine");
    assertThat(folder.resolve("trust.yaml")).content().isEqualTo(FLOW);
    assertThat(folder.resolve("release-2027.pub")).doesNotExist();
  }

  @Test
  void aKeyThatIsThereCanFollow() {
    assertThat(rotate(LATER, "--to", path("author.pem")).code()).isZero();
    assertThat(rotate(LATER, "--to", path("old.pem")).err())
        .contains("`release-2026` ends already, at 2026-11-27T08:00:00Z");
  }

  @Test
  void aFileHasNoNextVersion() {
    assertThat(rotate(LATER, "--next-version").err())
        .contains("is kept by no service that makes versions of it");
  }

  @ParameterizedTest(name = "a trust root with `{0}` stays as it is")
  @ValueSource(
      strings = {
        "keys: [{name: release-2026, role: engine, file: old.pub}]",
        "keys:\n- {name: release-2026, role: engine, file: old.pub,\n   from: 2020-01-01T00:00:00Z}",
        "keys:\n- {name: release-2026, role: engine, file: old.pub, until: 2030-01-01T00:00:00Z}",
        "keys:\n- {name: release-2026, role: engine, file: author.pub}",
        "keys:\n- {name: release-2026, role: engine, file: old.pub}\n"
            + "- {name: release-2027, role: author, file: author.pub}",
        "keys:\n- {name: release-2026, role: engine, file: old.pub}\n"
            + "revoked:\n- {key: release-2026, at: 2026-01-01T00:00:00Z, reason: lost}"
      })
  void whatCannotBeChangedSafelyStays(String keys) throws IOException {
    String text = "apiVersion: seaworthy.dev/v1\nkind: TrustRoot\n" + keys + "\n";
    trust(text);
    Bench.Ran ran = rotate(LATER, "-o", path("new.pem"));
    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(3);
    assertThat(folder.resolve("trust.yaml")).content().isEqualTo(text);
    assertThat(folder.resolve("new.pem")).doesNotExist();
  }

  @Test
  void timesThatArePastAreRefused() {
    assertThat(rotate(Bench.NOW.minusSeconds(1), "-o", path("new.pem")).err()).contains("is past");
  }

  private void trust(String text) throws IOException {
    Files.writeString(folder.resolve("trust.yaml"), text);
  }

  private Bench.Ran rotate(Instant at, String... more) {
    List<Object> args = new ArrayList<>(List.of("keys", "rotate", path("trust.yaml")));
    args.addAll(List.of("--key", path("old.pem"), "--name", "release-2027", "--at", at));
    args.addAll(List.of(more));
    return new Bench().run(args.toArray());
  }

  private void seal(String key, Instant at, String file) {
    Bench.Ran ran =
        new Bench()
            .at(at)
            .run("check", path("good.yaml"), "--seal", path(file), "--key", path(key + ".pem"));
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private Bench.Ran follow(String key, String file, String... more) {
    List<Object> args = new ArrayList<>(List.of("check", path("good.yaml")));
    args.addAll(List.of("--seal", path(file), "--key", path(key + ".pem")));
    args.addAll(List.of("--previous", path("chain")));
    args.addAll(List.of(more));
    return new Bench().at(LATER).run(args.toArray());
  }

  private Bench.Ran verify(String file) {
    return new Bench()
        .at(LATER.plusSeconds(60))
        .runReal("verify", path(file), "--trust-root", path("trust.yaml"));
  }

  private Bench.Ran check() {
    return new Bench()
        .run(
            "keys",
            "check",
            path("release-2027.rotation.json"),
            "--trust-root",
            path("trust.yaml"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
