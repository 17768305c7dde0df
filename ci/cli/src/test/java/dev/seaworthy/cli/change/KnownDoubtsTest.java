package dev.seaworthy.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.policy.Doubt;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownDoubtsTest {
  private static final Problem MISSING = new Problem("NO_EVIDENCE", "there is none", "add some");
  private static final Problem TORN = new Problem("YAML_SYNTAX", "it is torn", "mend it");

  /** Sixty controls without evidence are no sixty entries of nothing. */
  @Test
  void whatHasNoPlaceIsToldOnceWithItsControls() {
    JudgedDoubt torn =
        new JudgedDoubt(new Doubt(TORN, new Location("a.yaml", 3, 1)), List.of("T-01"));
    List<JudgedDoubt> doubts =
        List.of(missing("T-02"), missing("T-01"), torn, torn, missing("T-02"));
    assertThat(KnownDoubts.of(doubts))
        .containsExactly(
            "<code>a&#46;yaml&#58;3</code> <code>YAML&#95;SYNTAX</code>",
            "<code>NO&#95;EVIDENCE</code> for <code>T-01, T-02</code>");
  }

  private static JudgedDoubt missing(String control) {
    return new JudgedDoubt(Doubt.of(MISSING), List.of(control));
  }
}
