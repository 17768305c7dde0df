package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaselineTest {
  @TempDir Path folder = Path.of("");

  @Test
  void whatWasWrongIsWaivedAndShownAndWhatIsNewCounts() throws IOException {
    write("a.yaml", "bad-a");
    write("b.yaml", "bad-b");
    assertThat(create("2026-12-31").code()).isZero();
    Bench.Ran same = check();
    assertThat(same.out())
        .contains("waived in the baseline by team until 2026-12-31T00:00:00Z: adoption")
        .contains("0; and 2 waived in the baseline");
    assertThat(same.err()).isEmpty();
    assertThat(same.code()).isZero();
    write("c.yaml", "bad-c");
    Bench.Ran more = check();
    assertThat(more.out()).contains("c.yaml:3");
    assertThat(more.code()).isEqualTo(1);
  }

  @Test
  void aMovedLineAndARenamedFileStayInIt() throws IOException {
    write("a.yaml", "bad-a");
    create("2026-12-31");
    Files.delete(file("deploy/a.yaml"));
    Files.writeString(file("deploy/z.yaml"), "# moved\n\n" + object("bad-a"));
    assertThat(check().code()).isZero();
    assertThat(prune().out()).isEmpty();
  }

  @Test
  void anExpiredEntryCountsAgainAndIsTold() throws IOException {
    write("a.yaml", "bad-a");
    create("2026-11-26");
    Bench.Ran after =
        new Bench()
            .at(java.time.Instant.parse("2026-11-26T00:00:00Z"))
            .run("check", file("deploy"), "--baseline", file("b"));
    assertThat(after.err()).contains("1 entry of the baseline expired");
    assertThat(after.code()).isEqualTo(1);
  }

  @Test
  void pruningTakesAwayWhatIsMendedAndLeavesTheRestAsItIs() throws IOException {
    write("a.yaml", "bad-a");
    write("b.yaml", "bad-b");
    create("2026-12-31");
    String before = Files.readString(file("b"));
    Files.writeString(file("b"), before.replace("findings:\n", "findings:\n# ours\n"));
    write("a.yaml", "good");
    assertThat(check().err()).contains("1 entry of the baseline match nothing any more");
    assertThat(run("baseline", "prune", file("deploy"), "--baseline", file("b"), "--check").code())
        .isEqualTo(1);
    Bench.Ran pruned = prune();
    assertThat(pruned.out()).contains("gone  T-01 ").contains("a.yaml");
    assertThat(pruned.code()).isZero();
    assertThat(Files.readString(file("b"))).contains("# ours\n- {").contains("bad-b");
    assertThat(Files.readString(file("b"))).doesNotContain("bad-a");
    write("b.yaml", "good-b");
    prune();
    assertThat(Files.readString(file("b"))).contains("findings: []");
    assertThat(check().code()).isZero();
  }

  @Test
  void pruningNeverAdds() throws IOException {
    write("a.yaml", "bad-a");
    create("2026-12-31");
    String before = Files.readString(file("b"));
    write("c.yaml", "bad-c");
    assertThat(prune().code()).isZero();
    assertThat(Files.readString(file("b"))).isEqualTo(before);
  }

  @Test
  void whatNobodyCouldTellStays() throws IOException {
    write("a.yaml", "bad-a");
    write("b.yaml", "bad-b");
    create("2026-12-31");
    String before = Files.readString(file("b"));
    Bench.Ran narrow = run("baseline", "prune", file("deploy/b.yaml"), "--baseline", file("b"));
    assertThat(narrow.err()).contains("0 of 2 entries are gone; 1 stay because nobody can tell");
    write("a.yaml", "odd-a");
    assertThat(prune().err()).contains("0 of 2 entries are gone; 1 stay");
    assertThat(Files.readString(file("b"))).isEqualTo(before);
  }

  @Test
  void oneThatIsThereIsNeverOverwritten() throws IOException {
    write("a.yaml", "bad-a");
    Files.writeString(file("b"), "mine");
    Bench.Ran ran = create("2026-12-31");
    assertThat(ran.err()).contains("a baseline never grows").contains("mend: ");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(Files.readString(file("b"))).isEqualTo("mine");
  }

  @Test
  void aVerdictWithABaselineFitsItsSchemaAndNamesTheFingerprint() throws IOException {
    write("a.yaml", "bad-a");
    create("2026-12-31");
    Bench.Ran ran = run("check", file("deploy"), "--baseline", file("b"), "--format", "json");
    assertThat(ran.out()).contains("\"status\": \"waived\"").contains("\"fingerprint\": \"");
  }

  @Test
  void nothingWrongAndNothingToJudgeWriteNothing() throws IOException {
    write("a.yaml", "good");
    assertThat(create("2026-12-31").code()).isZero();
    Files.delete(file("deploy/a.yaml"));
    assertThat(create("2026-12-31").code()).isEqualTo(2);
    assertThat(file("b")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "expires: 2026-12-31 | expires: never     | `never` is neither a day nor a time",
        "expires: 2026-12-31 | expires: 2028-01-01 | more than 366 days ahead",
        "owner: team         | owner: ''           | `owner` is empty",
        "owner: team         | colour: red         | unknown key `colour`",
        "kind: Baseline      | kind: Release       | `kind` cannot be `Release`",
        "control: T-01, f    | f                   | `findings[0].control` is missing",
      })
  void aMistakeIsToldWithItsPlace(String from, String to, String message) throws IOException {
    write("a.yaml", "good");
    String good =
        """
        apiVersion: seaworthy.dev/v1
        kind: Baseline
        owner: team
        reason: adoption
        expires: 2026-12-31
        findings:
        - {control: T-01, fingerprint: a}
        """;
    Files.writeString(file("b"), good.replace(from, to));
    Bench.Ran ran = check();
    assertThat(ran.err()).contains(message).contains("mend: ").containsPattern("b:[0-9]+:[0-9]+");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aChangeCannotExcuseItself() throws IOException {
    write("a.yaml", "bad-a");
    create("2026-12-31");
    String old = Files.readString(file("b"));
    Files.delete(file("b"));
    write("c.yaml", "bad-c");
    create("2026-12-31");
    String grown = Files.readString(file("b"));
    try (TestRepository repository = TestRepository.in(folder.resolve("repository"), false)) {
      String base = repository.commit(Map.of("a.yaml", object("bad-a"), "b", old));
      String head =
          repository.commit(
              Map.of("a.yaml", object("bad-a"), "c.yaml", object("bad-c"), "b", grown), base);
      Bench.Ran ran = pr(base, head);
      assertThat(ran.out())
          .contains("This change introduces 1 finding")
          .contains("c.yaml:3")
          .contains("1 in the baseline");
      assertThat(ran.err()).contains("a baseline only shrinks");
      assertThat(ran.code()).isEqualTo(1);
    }
  }

  @Test
  void theChangeThatBringsTheBaselineShowsWhatItWaives() throws IOException {
    write("a.yaml", "bad-a");
    create("2026-12-31");
    try (TestRepository repository = TestRepository.in(folder.resolve("repository"), false)) {
      String base = repository.commit(Map.of("a.yaml", object("bad-a")));
      String head =
          repository.commit(
              Map.of("a.yaml", object("bad-a"), "b", Files.readString(file("b"))), base);
      Bench.Ran ran = pr(base, head);
      assertThat(ran.out()).contains("WAIVED BY THIS CHANGE").contains("1 in the baseline");
      assertThat(ran.code()).isZero();
      assertThat(pr(base, base).err()).contains("neither commit has the baseline `b`");
    }
  }

  private Bench.Ran pr(String base, String head) {
    Path repository = folder.resolve("repository");
    return run("pr", "--repository", repository, "--base", base, "--head", head, "--baseline", "b");
  }

  private Bench.Ran create(String expires) {
    return run(
        "baseline",
        "create",
        file("deploy"),
        "--owner",
        "team",
        "--reason",
        "adoption",
        "--expires",
        expires,
        "-o",
        file("b"));
  }

  private Bench.Ran prune() {
    return run("baseline", "prune", file("deploy"), "--baseline", file("b"));
  }

  private Bench.Ran check() {
    return run("check", file("deploy"), "--baseline", file("b"));
  }

  private static Bench.Ran run(Object... args) {
    return new Bench().run(args);
  }

  private void write(String name, String object) throws IOException {
    Files.createDirectories(file("deploy"));
    Files.writeString(file("deploy").resolve(name), object(object));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private static String object(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: ns}\n".formatted(name);
  }
}
