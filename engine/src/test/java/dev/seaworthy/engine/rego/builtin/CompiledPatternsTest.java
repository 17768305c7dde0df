package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.rego.Limits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompiledPatternsTest {
  private static final int KEPT_BY_FAR = 2_000;

  private final List<String> compiled = new ArrayList<>();
  private final Budget budget = new Budget(Limits.DEFAULT);
  private final CompiledPatterns<String> patterns =
      new CompiledPatterns<>(
          (ignored, source) -> {
            compiled.add(source);
            return "compiled " + source;
          },
          pattern -> pattern.length() > 100 ? Integer.MAX_VALUE : 1);

  @Test
  void aPatternIsCompiledOnce() {
    assertThat(patterns.get(budget, "a")).isEqualTo("compiled a");
    assertThat(patterns.get(budget, "a")).isEqualTo("compiled a");
    assertThat(compiled).containsExactly("a");
  }

  @Test
  void aPatternInUseStaysWhileOthersComeAndGo() {
    for (int i = 0; i < KEPT_BY_FAR; i++) {
      patterns.get(budget, "other" + i);
      patterns.get(budget, "in use");
    }
    assertThat(compiled).containsOnlyOnce("in use");
  }

  @Test
  void aPatternNotUsedForLongGoes() {
    patterns.get(budget, "once");
    for (int i = 0; i < KEPT_BY_FAR; i++) {
      patterns.get(budget, "other" + i);
    }
    patterns.get(budget, "once");
    assertThat(compiled).filteredOn("once"::equals).hasSize(2);
  }

  @Test
  void aLargePatternIsNotKept() {
    String large = "x".repeat(200);
    patterns.get(budget, large);
    patterns.get(budget, large);
    assertThat(compiled).containsExactly(large, large);
  }
}
