package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.Outcome;
import dev.seaworthy.engine.policy.SeenValue;
import java.util.Optional;

/** Words of an explanation, for text and for pages. */
final class ExplanationWords {
  private static final int LONGEST_VALUE = 160;

  private final Presentation presentation;
  private final Optional<String> untold;

  /**
   * @param reason of what is told; a text at its own place that it does not tell is not told here
   */
  ExplanationWords(Presentation presentation, Explanation.Reason reason) {
    this.presentation = presentation;
    this.untold = untold(reason);
  }

  static Optional<String> untold(Explanation.Reason reason) {
    return SeenValue.untold(reason.evidence(), reason.finding());
  }

  /** Whether a value holds a text that is not to be told. */
  static boolean holds(CanonicalJson value, Optional<String> untold) {
    return untold.map(text -> holds(value.node(), text)).orElse(false);
  }

  private static boolean holds(JsonNode node, String text) {
    return node.isTextual()
        ? node.textValue().contains(text)
        : node.valueStream().anyMatch(child -> holds(child, text));
  }

  static String head(Explanation explanation, Explanation.Reason reason) {
    if (reason.undecided()) {
      return "NOT DECIDED";
    }
    boolean waived =
        explanation.result().outcome().waived().stream()
            .map(Outcome.WaivedFinding::finding)
            .anyMatch(
                one ->
                    one.rule().equals(reason.finding().rule())
                        && one.subject().equals(reason.finding().subject())
                        && one.path().equals(reason.finding().path())
                        && one.values().equals(reason.finding().values()));
    return waived ? "WAIVED FINDING" : "FINDING";
  }

  /** A place that was looked at, and what mattered there. */
  String look(Explanation.Look look) {
    String where = look.location().file().isEmpty() ? "" : "  (" + place(look.location()) + ")";
    String path =
        switch (look.origin()) {
          case EVIDENCE -> look.path().readable();
          case ABOUT -> look.path().steps().isEmpty() ? "" : "about it: " + look.path().readable();
          case QUESTION -> look.path().readable();
          case BUNDLE -> "the bundle's data: " + look.path().readable();
        };
    return (path.isEmpty() ? "everything" : path) + seen(look) + where;
  }

  /** A change to make. */
  String edit(Explanation.Edit edit) {
    String path = edit.path().readable();
    String what =
        edit.after().isEmpty()
            ? "remove %s, which is %s".formatted(path, value(edit.before()))
            : edit.before().isEmpty()
                ? "add %s: %s".formatted(path, value(edit.after()))
                : "set %s to %s instead of %s"
                    .formatted(path, value(edit.after()), value(edit.before()));
    return "%s of %s  (%s)".formatted(what, edit.evidence().subject(), place(edit.location()));
  }

  /** What a change leaves. */
  static String left(Explanation.Change change) {
    return change.left() == 0
        ? "then nothing is left of what was judged with it"
        : "then this is gone; %s left of what was judged with it"
            .formatted(VerdictWords.counted(change.left(), "finding"));
  }

  static String none(int tried) {
    return "none found, of %s tried by judging changed evidence"
        .formatted(VerdictWords.counted(tried, "change"));
  }

  private String seen(Explanation.Look look) {
    return switch (look.kind()) {
      case VALUE -> look.value().isPresent() ? " = " + value(look.value()) : ": all of it";
      case KEYS -> ": which elements it has";
      case PRESENT -> " is there";
      case ABSENT -> " is absent";
    };
  }

  private String place(Location location) {
    return presentation.place(location);
  }

  private String value(Optional<CanonicalJson> value) {
    if (value.isPresent() && holds(value.get(), untold)) {
      return "a text that is not shown";
    }
    String text = value.map(CanonicalJson::toString).orElse("nothing");
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
