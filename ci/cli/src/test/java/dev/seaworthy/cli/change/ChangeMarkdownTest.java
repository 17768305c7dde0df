package dev.seaworthy.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangeMarkdownTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aCommentSaysWhatWhereAndHowToGoOn() throws IOException {
    String comment = comment(Map.of("a.yaml", object("bad-a")), Map.of("b.yaml", object("bad-b")));
    assertThat(comment)
        .startsWith("### Seaworthy: This change introduces 1 finding\n")
        .contains("| high | <code>b&#46;yaml&#58;3</code> | <code>T-01</code> |")
        .contains("rename it |")
        .contains("#### Fixed (1)")
        .contains("<code>seaworthy pr --base ")
        .contains("waiver");
  }

  @Test
  void beyondTwentyTheyAreFolded() throws IOException {
    assertThat(comment(Map.of(), many(25)))
        .contains("#### Introduced (25)")
        .containsOnlyOnce("<summary>The other 5</summary>");
  }

  @ParameterizedTest(name = "{0} findings")
  @ValueSource(ints = {30, 400})
  void itStaysBelowWhatAForgeTakesAndCountsTheRest(int number) throws IOException {
    String comment = comment(Map.of(), many(number));
    long rows = comment.lines().filter(line -> line.startsWith("| high |")).count();
    assertThat(comment.length()).isLessThan(ChangeMarkdown.MAX_CHARACTERS);
    assertThat(comment.contains((number - rows) + " more are left out here"))
        .isEqualTo(rows < number);
    assertThat(rows).isPositive();
  }

  @Test
  void aHostileFileNameIsData() throws IOException {
    String name = "@all `|` <b> #1 [a](b)\n| x |.yaml";
    String comment = comment(Map.of(), Map.of(name, object("bad")));
    assertThat(comment)
        .contains("<code>&#64;all &#96;&#124;&#96; &#60;b&#62; &#35;1 &#91;a&#93;&#40;b&#41;&#92;n")
        .doesNotContain("@all", "<b>", "#1 ", "[a]");
  }

  private static Map<String, String> many(int number) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < number; i++) {
      files.put("deploy/%03d.yaml".formatted(i), object("bad-" + i));
    }
    return files;
  }

  private String comment(Map<String, String> before, Map<String, String> after) throws IOException {
    try (TestRepository repository = TestRepository.in(folder, true)) {
      String base = repository.commit(before);
      String head = repository.commit(after, base);
      return new Bench()
          .run("pr", "--repository", folder, "--base", base, "--head", head, "--format", "markdown")
          .out();
    }
  }

  private static String object(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: ns}\n".formatted(name);
  }
}
