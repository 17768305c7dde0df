package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are large, or hold what nobody can read: the rest is judged, and they are told. */
final class PrOddChangesTest {
  private static final int GITHUB_COMMENT_CHARACTERS = 65_536;

  @TempDir Path folder = Path.of("");

  @AutoClose private TestRepository repository;
  private String base = "";

  @BeforeEach
  void open() throws IOException {
    repository = TestRepository.in(folder.resolve("repository"), false);
    base = repository.commit(Map.of("a.yaml", Bench.object("good")));
  }

  @Test
  void aChangeOfTwoThousandFilesIsJudgedWhollyAndItsCommentIsTaken() throws IOException {
    Map<String, String> files = new HashMap<>(Map.of("a.yaml", Bench.object("good")));
    for (int i = 0; i < 2000; i++) {
      files.put("apps/%d/object.yaml".formatted(i), Bench.object("bad-" + i));
    }
    String head = repository.commit(files, base);
    assertThat(pr(head, "--format", "json").out()).contains("apps/0/", "apps/999/", "apps/1999/");
    Bench.Ran comment = pr(head, "--format", "markdown");
    assertThat(comment.out())
        .contains("introduces 2000 findings")
        .hasSizeLessThan(GITHUB_COMMENT_CHARACTERS);
    assertThat(comment.code()).isEqualTo(1);
  }

  @Test
  void fiftyMegabytesOfYamlAreUnknownAndTheRestIsJudged() throws IOException {
    String head =
        repository.commit(
            Map.of(
                "a.yaml", Bench.object("bad"),
                "huge.yaml", "- a line of thirty-two characters\n".repeat(50_000_000 / 34)),
            base);
    Bench.Ran ran = pr(head);
    assertThat(ran.out())
        .containsSubsequence("INTRODUCED", "a.yaml:3:12")
        .containsSubsequence("NEWLY UNKNOWN", "huge.yaml", "mend: ");
    assertThat(ran.code()).isEqualTo(1);
  }

  @Test
  void aPictureIsNoEvidenceAndABinaryThatSaysItIsYamlIsUnknown() throws IOException {
    String binary = "\u0000\u0001PNG\u0000";
    String picture =
        repository.commit(Map.of("a.yaml", Bench.object("good"), "a.png", binary), base);
    assertThat(pr(picture).code()).isZero();
    String yaml = repository.commit(Map.of("a.yaml", Bench.object("good"), "b.yaml", binary), base);
    Bench.Ran ran = pr(yaml);
    assertThat(ran.out()).containsSubsequence("NEWLY UNKNOWN", "b.yaml", "mend: ");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void aNameThatIsNoUtf8IsUnknown() throws IOException {
    String head =
        repository.commit(
            Map.of("a.yaml", Bench.object("bad"), "caf\udce9.yaml", Bench.object("bad-b")), base);
    Bench.Ran ran = pr(head);
    assertThat(ran.out())
        .containsSubsequence("INTRODUCED", "a.yaml:3:12")
        .containsSubsequence("NEWLY UNKNOWN", "caf", "mend: ");
    assertThat(ran.code()).isEqualTo(1);
  }

  /**
   * Which of two edits wins is not ours to guess: the head is judged against what both come from.
   */
  @Test
  void editsThatConflictAreJudgedAsTheHeadHasThem() throws IOException {
    String theirs = repository.commit(Map.of("a.yaml", Bench.object("bad-theirs")), base);
    String ours = repository.commit(Map.of("a.yaml", Bench.object("bad-ours")), base);
    Bench.Ran ran = new Bench().run(Bench.pr(repository, theirs, ours));
    assertThat(ran.out())
        .contains(base + " → " + ours)
        .contains("bad-ours")
        .doesNotContain("bad-theirs");
    assertThat(ran.code()).isEqualTo(1);
  }

  private Bench.Ran pr(String head, String... more) {
    return new Bench().run(Bench.pr(repository, base, head, more));
  }
}
