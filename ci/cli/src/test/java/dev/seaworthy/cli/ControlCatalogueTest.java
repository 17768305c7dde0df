package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page of all controls to the bundles, and to the catalogue of questions. */
class ControlCatalogueTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "reference", "controls.md");
  private static final Path CATALOGUE =
      Path.of("..", "..", "..", "shared", "design", "CONTROLS.md");

  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-Z0-9]+-\\d\\d)[^|]*\\| (?:`([a-z-]+)`|—) \\|", Pattern.MULTILINE);
  private static final Pattern QUESTION =
      Pattern.compile("^\\| ([A-Z0-9]+-\\d\\d)[^|]*\\|", Pattern.MULTILINE);

  @Test
  void thePageNamesTheBundleOfEveryControlThereIs() throws IOException, PolicyException {
    NavigableMap<String, String> bundles = new TreeMap<>();
    for (PolicyBundle bundle : new Bench().realSetup().library().get().bundles()) {
      bundle.controls().forEach(control -> bundles.put(control.id(), bundle.name()));
    }
    NavigableMap<String, String> page = page();
    page.values().removeIf(String::isEmpty);
    assertThat(page).isEqualTo(bundles);
  }

  @Test
  void thePageHoldsEveryQuestionOfTheCatalogue() throws IOException {
    assumeTrue(Files.exists(CATALOGUE), "the catalogue of questions is not beside the project");
    NavigableSet<String> questions = new TreeSet<>();
    Matcher rows = QUESTION.matcher(Files.readString(CATALOGUE));
    while (rows.find()) {
      questions.add(rows.group(1));
    }
    assertThat(page().keySet()).isEqualTo(questions);
  }

  @Test
  void thePageCountsRight() throws IOException {
    NavigableMap<String, String> page = page();
    long missing = page.values().stream().filter(String::isEmpty).count();
    assertThat(Files.readString(PAGE))
        .contains(
            "%d questions are answered, %d are not yet.".formatted(page.size() - missing, missing));
  }

  /** The bundle of each control; empty for a question that none answers. */
  private static NavigableMap<String, String> page() throws IOException {
    NavigableMap<String, String> page = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(PAGE));
    while (rows.find()) {
      page.put(rows.group(1), rows.group(2) == null ? "" : rows.group(2));
    }
    return page;
  }
}
