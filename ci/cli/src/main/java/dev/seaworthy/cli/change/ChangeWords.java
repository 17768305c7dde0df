package dev.seaworthy.cli.change;

import dev.seaworthy.cli.impact.Effects;
import dev.seaworthy.cli.impact.Part;

/** What is said of a change in every format. */
final class ChangeWords {
  /** Of each sort of effect; a reader does not read more of them. */
  static final int MOST_EFFECTS = 10;

  private ChangeWords() {}

  /** One line that needs nothing after it. */
  static String verdict(Change change) {
    if (!change.hasEvidence() && change.introduced().isEmpty()) {
      return "There is nothing to judge";
    }
    if (!change.introduced().isEmpty()) {
      return "This change introduces " + count(change.introduced().size(), "finding");
    }
    if (change.waivers().fails() || change.waivers().waits()) {
      return "This change "
          + (change.waivers().entries().stream().anyMatch(one -> one.fails() || one.waits())
              ? "brings a waiver"
              : "alters the rules it is judged by")
          + (change.waivers().fails() ? ", which is refused" : ", which nobody approved");
    }
    return change.newDoubts().isEmpty()
        ? "This change introduces nothing"
        : "This change introduces "
            + count(change.newDoubts().size(), "place")
            + " that cannot be judged";
  }

  static String numbers(Change change) {
    return "%d introduced, %d fixed, %d unchanged, %d waived by it, %d newly unknown%s; the whole is %s"
        .formatted(
            change.introduced().size(),
            change.fixed().size(),
            change.unchanged(),
            change.waived().size(),
            change.newDoubts().size(),
            change.baselined() == 0 ? "" : ", %d in the baseline".formatted(change.baselined()),
            change.status().id());
  }

  static String known(Change change) {
    return count(change.oldDoubts().size(), "thing") + " could not be judged before either";
  }

  /** What is left of effects where some are shown. */
  static String more(Effects effects, long shown) {
    return "%d more; `--format json` lists up to 1,000".formatted(effects.count() - shown);
  }

  /** What is not known is never no change. */
  static String incomplete(Part part) {
    return "this may be incomplete: %s could not be read or judged, on one side or both"
        .formatted(count(part.gaps().size(), "thing"));
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
