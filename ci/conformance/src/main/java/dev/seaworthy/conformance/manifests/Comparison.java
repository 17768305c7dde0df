package dev.seaworthy.conformance.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How our reading of a file stands to kubectl's.
 *
 * @param why of a disagreement what it is, of a stricter reading the code it gives
 */
record Comparison(Kind kind, String why) {
  /** What came of comparing. */
  enum Kind {
    READ_ALIKE,
    REFUSED_ALIKE,
    STRICTER,
    DISAGREE
  }

  /**
   * Compares.
   *
   * @param stricter codes of what we refuse and kubectl reads, with the reason
   */
  static Comparison of(Reading ours, Reading theirs, Map<String, String> stricter) {
    List<String> strange = new ArrayList<>(ours.objects());
    theirs.objects().forEach(strange::remove);
    // After a document that it cannot read kubectl reads no further, and we do.
    if (!strange.isEmpty() && !theirs.refused()) {
      return disagree("an object that kubectl does not read so: " + strange.get(0));
    }
    if (theirs.refused()) {
      return ours.refused()
          ? new Comparison(Kind.REFUSED_ALIKE, "")
          : disagree("only kubectl refuses: " + String.join(" ", theirs.refusals()));
    }
    if (ours.refused()) {
      return ours.refusals().stream()
          .filter(code -> !stricter.containsKey(code))
          .findFirst()
          .map(code -> disagree("only we refuse: " + code))
          .orElseGet(() -> new Comparison(Kind.STRICTER, String.join(", ", ours.refusals())));
    }
    return ours.objects().size() == theirs.objects().size()
        ? new Comparison(Kind.READ_ALIKE, "")
        : disagree("objects are missing that kubectl reads");
  }

  private static Comparison disagree(String why) {
    return new Comparison(Kind.DISAGREE, why);
  }
}
