package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that is kept for years by evidence records. */
final class PreserveTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path folder = Path.of("");

  private TestAuthorities authorities = new TestAuthorities(Path.of(""));
  private String first = "";

  @BeforeEach
  void makeArchive() throws Exception {
    authorities = new TestAuthorities(folder);
    assertThat(bench(0).run("keys", "generate", "-o", folder.resolve("key.pem")).code()).isZero();
    Files.writeString(folder.resolve("good.yaml"), Bench.object("good"));
    Files.createDirectory(folder.resolve("archive"));
    Bench.Ran made =
        bench(0)
            .runReal(
                "audit",
                "bundle",
                folder.resolve("good.yaml"),
                "--bundle",
                "kubernetes",
                "--only",
                "K8S-09",
                "--key",
                folder.resolve("key.pem"),
                "-o",
                folder.resolve("archive/one.zip"));
    assertThat(made.code()).as(made.err()).isLessThan(3);
    Files.writeString(folder.resolve("archive/two.seal"), "another");
    first = authority("first", 0, 3);
    trust("first");
  }

  @AfterEach
  void stop() {
    authorities.close();
  }

  @Test
  void oneTimeStampCoversTheArchiveAndIsRenewedWithinItsTime() throws Exception {
    create();
    Bench.Ran verified = verify(1, "archive", "records");
    assertThat(verified.out()).contains("PRESERVED: 2 of 2", "renew before 2029-11-24T08:00:00Z");
    assertThat(verified.code()).isZero();
    assertThat(verify(4, "archive", "records").out()).contains("NOT_RENEWED", "NOT PRESERVED");
    String second = authority("second", 2, 9);
    trust("first", "second");
    Bench.Ran rehashed =
        renew(2, second, "records", "new", "--hash", "sha-512", "--data", "archive");
    assertThat(rehashed.out()).contains("2 renewed, by 1 time stamp(s)");
    assertThat(verify(4, "archive", "new").code()).isZero();
  }

  @Test
  void whatNoLongerVerifiesIsNotRenewed() throws Exception {
    create();
    String second = authority("second", 4, 9);
    trust("first", "second");
    Bench.Ran late = renew(4, second, "records", "new");
    assertThat(late.err()).contains("one.zip: NOT_RENEWED", "nothing was written");
    assertThat(late.code()).isEqualTo(1);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void aChangedBundleAndOneThatIsMissingAreFound() throws Exception {
    create();
    Files.writeString(folder.resolve("archive/two.seal"), "changed");
    Files.writeString(folder.resolve("archive/three.seal"), "new");
    assertThat(verify(1, "archive", "records").out())
        .contains("NOT_COVERED", "NO_RECORD: `three.seal`", "NOT PRESERVED: 1 of 2");
    Files.delete(folder.resolve("archive/two.seal"));
    assertThat(verify(1, "archive", "records").out()).contains("NO_BUNDLE").contains("`two.seal`");
  }

  @Test
  void aRecordAttestsABundleThatHasNoTimeStampOfItsOwn() throws Exception {
    create();
    assertThat(verifyBundle(1).out()).contains("TOO_FEW_STAMPS");
    Bench.Ran attested =
        verifyBundle(1, "--evidence-record", folder.resolve("records/one.zip.ers"));
    assertThat(attested.out())
        .contains("ok           preserved")
        .contains("signed no later than 2026-11-25T08:00:00Z: `first`")
        .contains("valid at 2026-11-25T08:00:00Z, as attested");
    assertThat(attested.code()).as(attested.out()).isZero();
    Bench.Ran other = verifyBundle(1, "--evidence-record", folder.resolve("records/two.seal.ers"));
    assertThat(other.out()).contains("NOT_COVERED", "NOT AUTHENTIC");
  }

  @Test
  void stampsBesideASealedVerdictAreHeldAgainstTheTrustRoot() throws Exception {
    Bench.Ran made =
        bench(0)
            .run(
                "check",
                folder.resolve("good.yaml"),
                "--key",
                folder.resolve("key.pem"),
                "--seal",
                folder.resolve("v.seal"),
                "--timestamp",
                first);
    assertThat(made.code()).as(made.err()).isZero();
    Bench.Ran verified = verifySeal();
    assertThat(verified.out()).contains("ok           attested", "as attested");
    assertThat(verified.code()).as(verified.out()).isZero();
    Files.delete(folder.resolve("v.1.tsr"));
    assertThat(verifySeal().out()).contains("TOO_FEW_STAMPS", "NOT AUTHENTIC");
  }

  private Bench.Ran verifySeal() {
    return bench(1)
        .runReal("verify", folder.resolve("v.seal"), "--trust-root", folder.resolve("trust.yaml"));
  }

  private void create() {
    Bench.Ran made =
        bench(0)
            .runReal(
                "audit",
                "preserve",
                "create",
                folder.resolve("archive"),
                "--timestamp",
                first,
                "-o",
                folder.resolve("records"));
    assertThat(made.code()).as(made.err()).isZero();
  }

  private Bench.Ran verify(int years, String archive, String records) {
    return bench(years)
        .runReal(
            "audit",
            "preserve",
            "verify",
            folder.resolve(archive),
            "--records",
            folder.resolve(records),
            "--trust-root",
            folder.resolve("trust.yaml"));
  }

  private Bench.Ran verifyBundle(int years, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("verify", folder.resolve("archive/one.zip"), "--trust-root"));
    arguments.add(folder.resolve("trust.yaml"));
    arguments.addAll(List.of(more));
    return bench(years).runReal(arguments.toArray());
  }

  private Bench.Ran renew(int years, String url, String records, String output, String... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("audit", "preserve", "renew", folder.resolve(records)));
    arguments.addAll(List.of("--timestamp", url, "--trust-root", folder.resolve("trust.yaml")));
    for (String one : more) {
      arguments.add(one.equals("archive") ? folder.resolve(one) : one);
    }
    arguments.addAll(List.of("-o", folder.resolve(output)));
    return bench(years).runReal(arguments.toArray());
  }

  private static Bench bench(int years) {
    return new Bench().at(Bench.NOW.plus(YEAR.multipliedBy(years)));
  }

  /** One whose certificates hold from and until so many years from now, and that stamps then. */
  private String authority(String name, int from, int until) throws Exception {
    Instant start = Bench.NOW.plus(YEAR.multipliedBy(from));
    Instant end = Bench.NOW.plus(YEAR.multipliedBy(until));
    return authorities.start(name, start.minus(Duration.ofDays(1)), end, start);
  }

  private void trust(String... names) throws IOException {
    Files.writeString(
        folder.resolve("trust.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: TrustRoot
        keys:
        - {name: release, role: engine, file: key.pub}
        %s"""
            .formatted(TestAuthorities.trusted(names)));
  }
}
