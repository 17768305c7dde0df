package dev.seaworthy.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlainCommentTest {
  @Test
  void nothingInItEndsTheFence() {
    assertThat(PlainComment.fenced("a\n```\n@all\n````\n"))
        .startsWith("`````\na\n")
        .endsWith("````\n`````\n");
  }

  @Test
  void whatDoesNotFitIsCounted() {
    String text = "a line of the table\n".repeat(3_000);
    String comment = PlainComment.fenced(text);
    assertThat(comment).hasSizeLessThan(30_000).endsWith("… 1600 more lines\n```\n");
    assertThat(comment.lines().filter("a line of the table"::equals)).hasSize(1_400);
  }

  @Test
  void whatCannotBeJudgedIsToldWithItsMend() {
    Problem problem = new Problem("GIT_X", "no base `<b>\u001b[1m`", "fetch it");
    assertThat(PlainComment.of("This change cannot be judged", List.of(problem)))
        .startsWith("### Seaworthy: This change cannot be judged\n\n```\nno base `<b>")
        .contains("; mend: fetch it\n")
        .doesNotContain("\u001b");
  }
}
