package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.git.TestRepository;
import dev.seaworthy.cli.git.TestRepository.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrTest {
  @TempDir Path folder = Path.of("");

  @AutoClose private TestRepository repository;

  @BeforeEach
  void open() throws IOException {
    repository = TestRepository.in(folder.resolve("repository"), false);
  }

  @Test
  void introducedFixedAndUnchangedAreToldApart() throws IOException {
    String base =
        repository.commit(Map.of("a.yaml", Bench.object("bad-a"), "b.yaml", Bench.object("bad-b")));
    String head =
        repository.commit(
            Map.of(
                "a.yaml",
                Bench.object("good"),
                "b.yaml",
                Bench.object("bad-b"),
                "c.yaml",
                Bench.object("bad-c")),
            base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out())
        .contains("This change introduces 1 finding")
        .contains("c.yaml:3:12")
        .contains("mend: rename it")
        .containsSubsequence("INTRODUCED", "bad-c", "FIXED", "bad-a")
        .contains("1 introduced, 1 fixed, 1 unchanged")
        .doesNotContain("`ConfigMap ns/bad-b`");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aMovedLineAndARenamedFileIntroduceNothing() throws IOException {
    String base = repository.commit(Map.of("a.yaml", Bench.object("bad")));
    String head =
        repository.commit(Map.of("deploy/z.yaml", "# moved\n\n" + Bench.object("bad")), base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out()).contains("introduces nothing").contains("1 unchanged");
    assertThat(ran.code()).isZero();
  }

  @Test
  void whatOthersMergedSinceIsNotTheChanges() throws IOException {
    String fork = repository.commit(Map.of("a.yaml", Bench.object("bad-a")));
    String tip = repository.commit(Map.of("a.yaml", Bench.object("good")), fork);
    String head =
        repository.commit(
            Map.of("a.yaml", Bench.object("bad-a"), "b.yaml", Bench.object("good-b")), fork);
    Bench.Ran ran = pr(tip, head);
    assertThat(ran.out()).contains(fork + " → " + head).contains("introduces nothing");
    assertThat(ran.code()).isZero();
  }

  @ParameterizedTest(name = "--fail-on {0} exits {1} for a new, high finding")
  @CsvSource({"introduced, 1", "high, 1", "low, 1", "critical, 0", "all, 1"})
  void theThresholdSaysWhatFails(String failOn, int code) throws IOException {
    String base = repository.commit(Map.of("a.yaml", Bench.object("good")));
    String head = repository.commit(Map.of("a.yaml", Bench.object("bad")), base);
    assertThat(pr(base, head, "--fail-on", failOn).code()).isEqualTo(code);
  }

  @Test
  void onlyAllFailsForWhatWasThereBefore() throws IOException {
    String base = repository.commit(Map.of("a.yaml", Bench.object("bad")));
    String head =
        repository.commit(Map.of("a.yaml", Bench.object("bad"), "b.yaml", Bench.object("b")), base);
    assertThat(pr(base, head).code()).isZero();
    assertThat(pr(base, head, "--fail-on", "all").code()).isEqualTo(1);
  }

  @Test
  void aNewUnknownExits2AndAnOldOneDoesNot() throws IOException {
    String base = repository.commit(Map.of("a.yaml", Bench.object("good")));
    String odd = repository.commit(Map.of("a.yaml", Bench.object("good"), "b.yaml", "a: [b"), base);
    String later =
        repository.commit(
            Map.of("a.yaml", Bench.object("good"), "b.yaml", "a: [b", "c.yaml", Bench.object("c")),
            odd);
    Bench.Ran before = pr(base, odd);
    assertThat(before.out()).containsSubsequence("NEWLY UNKNOWN", "b.yaml", "T-01", "mend: ");
    assertThat(before.code()).isEqualTo(2);
    Bench.Ran after = pr(odd, later);
    assertThat(after.out()).contains("could not be judged before either");
    assertThat(after.code()).isZero();
  }

  @Test
  void noEvidenceIsNoPass() throws IOException {
    String base = repository.commit(Map.of("a.yaml", Bench.object("good")));
    String head = repository.commit(Map.of("readme.txt", "gone"), base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out()).contains("There is nothing to judge");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(pr(base, head, "--fail-on", "all").code()).isEqualTo(2);
  }

  @Test
  void aFolderThatTheChangeAddsIsAllNew() throws IOException {
    String base = repository.commit(Map.of("readme.txt", ""));
    String head = repository.commit(Map.of("deploy/a.yaml", Bench.object("bad")), base);
    Bench.Ran ran = pr(base, head, "deploy");
    assertThat(ran.out()).contains("deploy/a.yaml:3:12").contains("1 introduced");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aBareRepositoryIsJudgedAndItsBaseTakenFromCi() throws IOException {
    try (TestRepository bare = TestRepository.in(folder.resolve("bare"), true)) {
      String base = bare.commit(Map.of("a.yaml", Bench.object("good")));
      String head = bare.commit(Map.of("a.yaml", Bench.object("bad")), base);
      bare.ref("refs/remotes/origin/release", base);
      bare.ref("refs/heads/main", head);
      Bench.Ran ran =
          new Bench()
              .environment("GITHUB_BASE_REF", "release")
              .run("pr", "--repository", bare.folder());
      assertThat(ran.out()).contains(base + " → " + head);
      assertThat(ran.code()).isEqualTo(1);
      Bench gitlab = new Bench().environment("CI_MERGE_REQUEST_DIFF_BASE_SHA", base);
      assertThat(gitlab.run("pr", "--repository", bare.folder()).code()).isEqualTo(1);
    }
  }

  @Test
  void aShallowCloneWithoutTheMergeBaseSaysHowToMend() throws IOException {
    String root = repository.commit(Map.of("a.yaml", Bench.object("good")));
    String base = repository.commit(Map.of("a.yaml", Bench.object("b")), root);
    String head = repository.commit(Map.of("a.yaml", Bench.object("c")), root);
    repository.shallowAt(base + "\n" + head);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.err()).contains("shallow clone").contains("git fetch --unshallow");
    assertThat(ran.code()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--base nowhere             | has no commit `nowhere`",
        "--base a..b                | has no commit `a..b`",
        "--head HEAD~9 --base HEAD  | has no commit `HEAD~9`",
        "                           | nothing tells what the change is compared with",
        "none --base HEAD           | neither commit has `none`",
        "../a --base HEAD           | no path inside the repository",
        "- --base HEAD              | no path inside the repository",
        "--base HEAD --fail-on bad  | --fail-on cannot be `bad`",
        "--base HEAD --format html  | html",
      })
  void badUsageSaysWhatIsWrongAndExits3(String words, String message) throws IOException {
    repository.ref("refs/heads/main", repository.commit(Map.of("a.yaml", Bench.object("good"))));
    Object[] args =
        Stream.concat(
                Stream.of("pr", "--repository", folder.resolve("repository")),
                Stream.of((words == null ? "" : words).split(" +")).filter(one -> !one.isEmpty()))
            .toArray();
    Bench.Ran ran = new Bench().run(args);
    assertThat(ran.err()).contains(message).contains("mend: ");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void noRepositoryIsSaid() {
    Bench.Ran ran = new Bench().run("pr", "--base", "HEAD", "--repository", "/");
    assertThat(ran.err()).contains("there is no git repository").contains("--repository DIR");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void neitherTheWorkingTreeNorTheTemporaryFolderShows() throws IOException {
    Files.writeString(repository.folder().resolve("dirty.yaml"), Bench.object("bad-dirty"));
    String base = repository.commit(Map.of("a.yaml", Bench.object("good")));
    String head = repository.commit(Map.of("a.yaml", Bench.object("bad"), "b.yaml", "a: [b"), base);
    for (String form : new String[] {"table", "json", "markdown"}) {
      Bench.Ran ran = pr(base, head, "--format", form);
      assertThat(ran.out() + ran.err())
          .doesNotContain("bad-dirty")
          .doesNotContain("seaworthy-commit-")
          .isEqualTo(pr(base, head, "--format", form).out());
    }
  }

  @Test
  void jsonTellsEverySide() throws IOException {
    String base = repository.commit(Map.of("a.yaml", Bench.object("bad-a")));
    String head = repository.commit(Map.of("b.yaml", Bench.object("bad-b")), base);
    assertThat(pr(base, head, "--format", "json").out())
        .contains("\"base\": \"" + base)
        .contains("\"head\": \"" + head)
        .contains("\"file\": \"b.yaml\"")
        .contains("\"unchanged\": 0")
        .contains("\"newUnknowns\": []");
  }

  @Test
  void aDescriptorIsJudgedWithNamesFromTheRootOfTheRepository() throws IOException {
    String base = repository.commit(Map.of("app/release.yaml", release("manifests")));
    String head =
        repository.commit(
            Map.of(
                "app/release.yaml",
                release("manifests"),
                "app/manifests/a.yaml",
                Bench.object("bad")),
            base);
    Bench.Ran ran = pr(base, head, "app/release.yaml");
    assertThat(ran.out()).contains("app/manifests/a.yaml:3:12").contains("1 introduced");
    assertThat(ran.code()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"../../outside", "manifests/../../../x"})
  void aDescriptorMayNotAskForWhatIsNoPartOfTheCommit(String path) throws IOException {
    String base = repository.commit(Map.of("app/release.yaml", release("manifests")));
    String head = repository.commit(Map.of("app/release.yaml", release(path)), base);
    Bench.Ran ran = pr(base, head, "app/release.yaml");
    assertThat(ran.err()).contains("no part of the commit").doesNotContain("seaworthy-commit-");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aBrokenDescriptorOfTheBaseExcusesNothing() throws IOException {
    Map<String, String> broken =
        Map.of("release.yaml", "kind: Release", "m/a.yaml", Bench.object("bad"));
    String base = repository.commit(broken);
    String head =
        repository.commit(
            Map.of("release.yaml", release("m"), "m/a.yaml", Bench.object("bad")), base);
    Bench.Ran ran = pr(base, head, "release.yaml");
    assertThat(ran.err()).contains("warning").contains("all findings count as introduced");
    assertThat(ran.out()).contains("1 introduced");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aSubmoduleThatTheChangeAddsIsUnknownUntilItIsOld() throws IOException {
    Map<String, Entry> files = Map.of("a.yaml", Entry.file(Bench.object("good")));
    Map<String, Entry> more =
        Map.of("a.yaml", Entry.file(Bench.object("good")), "vendor/x", Entry.submodule());
    String base = repository.commitEntries(files);
    String head = repository.commitEntries(more, base);
    Bench.Ran ran = pr(base, head);
    assertThat(ran.out()).containsSubsequence("NEWLY UNKNOWN", "vendor/x", "it is a submodule");
    assertThat(ran.code()).isEqualTo(2);
    String later = repository.commitEntries(more, head);
    Bench.Ran comment = pr(head, later, "--format", "markdown");
    assertThat(comment.out()).contains("<code>vendor/x</code> <code>SUBMODULE</code>");
    assertThat(comment.code()).isZero();
  }

  @Test
  void theCommandToReproduceNamesCommitsAndChoices() throws IOException {
    String base = repository.commit(Map.of("a b/a.yaml", Bench.object("good")));
    String head = repository.commit(Map.of("a b/a.yaml", Bench.object("bad")), base);
    String plain =
        pr(base, head, "a b", "--only", "T-01", "--format", "markdown").out().replace("&#39;", "'");
    assertThat(plain)
        .contains("seaworthy pr --base " + base + " --head " + head + " --only T-01 'a b'");
  }

  private static String release(String path) {
    return """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: app, version: 1.0.0}
        environment: production
        architecture: dedicated
        evidence:
        - {collector: kubernetes, paths: [%s]}
        bundles:
        - {name: naming, version: 1.2.0}
        """
        .formatted(path);
  }

  private Bench.Ran pr(String base, String head, String... more) {
    return new Bench().run(Bench.pr(repository, base, head, more));
  }
}
