package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coverage of a framework of one's own, of whose control the stand-in judges. */
class AuditCoverageTest {
  private static final String OWN =
      """
      {"schema": "https://seaworthy.dev/schemas/framework/v1", "name": "own", "title": "Own rules",
       "version": "1", "date": "2026-11", "source": "https://own.invalid/rules", "scope": "All",
       "requirements": [
         {"id": "1", "about": "names are good", "provedBy": ["T-01"]},
         {"id": "2", "about": "names stay | good", "supportedBy": ["T-01"], "missing": "a vow"},
         {"id": "3", "about": "=people know", "missing": "records"}]}
      """;

  @TempDir Path folder = Path.of("");

  private Path own = Path.of("");

  @BeforeEach
  void write() throws IOException {
    own = Files.writeString(folder.resolve("own.json"), OWN);
  }

  @ParameterizedTest(name = "an object called {0}: exit {1}, `1` is {2}, `2` is {3}")
  @CsvSource({
    "good, 0, proven, supported",
    "bad, 1, failing, failing",
    "odd, 2, unknown, unknown",
  })
  void aRequirementStandsAsItsControls(String name, int code, String first, String second)
      throws IOException {
    Bench.Ran ran = coverage("csv", object(name));
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out().lines())
        .anyMatch(line -> line.startsWith("own,1,1,names are good," + first + ",proved by T-01 "))
        .anyMatch(line -> line.startsWith("own,1,2,names stay | good," + second));
  }

  @Test
  void aCellIsNoFormula() throws IOException {
    assertThat(coverage("csv", object("good")).out())
        .contains("own,1,3,'=people know,not-provable");
  }

  @Test
  void aCellOfMarkdownIsNoTwo() throws IOException {
    assertThat(coverage("markdown", object("good")).out())
        .contains("| 2 | names stay \\| good | supported | supported by T-01 pass | a vow |");
  }

  @Test
  void theTableEndsWithTheCountsAndWhatTheyAreWorth() throws IOException {
    assertThat(coverage("table", object("good")).out())
        .contains("Own rules 1")
        .containsPattern("cannot be proven +3 +=people know")
        .contains("missing: records")
        .containsPattern("proven +1 ")
        .contains("It is no certificate");
  }

  @Test
  void jsonHasEveryRequirementWithItsControls() throws IOException {
    assertThat(coverage("json", object("good")).out())
        .contains("\"standing\": \"proven\"")
        .contains("\"not-provable\": 1")
        .contains("\"part\": \"proves\"")
        .contains("https://seaworthy.dev/schemas/coverage/v1");
  }

  @Test
  void aSealedVerdictSaysTheSame() throws IOException {
    Path object = object("bad");
    Path file = folder.resolve("verdict.seal");
    assertThat(new Bench().run("check", object, "--seal", file, "--key", key()).code())
        .isEqualTo(1);
    Bench.Ran ran = ofSealed(own.toString(), file, new Bench()::run);
    assertThat(ran.out()).isEqualTo(coverage("csv", object).out());
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void anEvidenceBundleSaysTheSame() throws IOException {
    Path object = object("good");
    Path file = folder.resolve("bundle.zip");
    new Bench()
        .runReal("audit", "bundle", object, "--bundle", "network", "--key", key(), "-o", file);
    Bench.Ran judged =
        new Bench()
            .runReal(
                "audit",
                "coverage",
                "--framework=cis-kubernetes",
                object,
                "--bundle=network",
                "--format=csv");
    assertThat(judged.out()).contains("NET-01 ");
    Bench.Ran ran = ofSealed("cis-kubernetes", file, new Bench()::runReal);
    assertThat(ran.out()).isEqualTo(judged.out());
    assertThat(ran.code()).isEqualTo(judged.code());
  }

  @Test
  void whatAnotherKeySealedIsNotCounted() throws IOException {
    Path other = folder.resolve("other.pem");
    assertThat(new Bench().run("keys", "generate", "-o", other).code()).isZero();
    Path file = folder.resolve("verdict.seal");
    new Bench().run("check", object("good"), "--seal", file, "--key", key());
    Bench.Ran ran =
        new Bench()
            .run(
                "audit",
                "coverage",
                "--framework",
                own,
                file,
                "--key",
                folder.resolve("other.pub"));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("NOT AUTHENTIC");
  }

  @Test
  void theListTellsVersionAndDate() {
    Bench.Ran ran = new Bench().run("audit", "coverage", "--list");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("PCI DSS 4.0.1")
        .contains("of 2022-12-14, https://eur-lex.europa.eu/eli/reg/2022/2554/oj");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', name a --framework",
    "iso-27002, did you mean `iso-27001`?",
    "missing.json, there is no such file",
  })
  void aFrameworkThatThereIsNotIsBadUsage(String name, String complaint) throws IOException {
    Bench.Ran ran = new Bench().run("audit", "coverage", "--framework=" + name, object("good"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(complaint);
  }

  private Bench.Ran coverage(String format, Path object) {
    return new Bench().run("audit", "coverage", "--framework", own, object, "--format", format);
  }

  private Bench.Ran ofSealed(String framework, Path file, Function<Object[], Bench.Ran> bench) {
    return bench.apply(
        new Object[] {
          "audit",
          "coverage",
          "--framework",
          framework,
          file,
          "--key",
          folder.resolve("key.pub"),
          "--format=csv"
        });
  }

  private Path key() {
    Path key = folder.resolve("key.pem");
    assertThat(new Bench().run("keys", "generate", "-o", key).code()).isZero();
    return key;
  }

  private Path object(String name) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), Bench.object(name));
  }
}
