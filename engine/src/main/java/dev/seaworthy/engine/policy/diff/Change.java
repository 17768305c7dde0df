package dev.seaworthy.engine.policy.diff;

import java.util.Comparator;
import java.util.Locale;

/**
 * One difference between two versions of a bundle.
 *
 * @param id the control's id, the parameter's name, or the bundle's name
 * @param what in words: {@code severity `high` became `low`}
 */
public record Change(Kind kind, Part part, String id, String what) {
  /** What a difference means to who is judged by the bundle. */
  public enum Kind {
    REMOVED(VersionStep.MAJOR),
    WEAKENED(VersionStep.MAJOR),
    ADDED(VersionStep.MINOR),
    STRENGTHENED(VersionStep.MINOR),
    /** Other results are to be expected; which way, nobody can tell from the text. */
    CHANGED(VersionStep.MINOR),
    REWORDED(VersionStep.PATCH),
    /** The same text compiled to other code: by another OPA, or for other runtimes. */
    REBUILT(VersionStep.PATCH);

    private final VersionStep asks;

    Kind(VersionStep asks) {
      this.asks = asks;
    }

    /** The smallest step of the version that such a change asks for. */
    public VersionStep asks() {
      return asks;
    }

    /** The lower-case name. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What of a bundle changed. */
  public enum Part {
    CONTROL,
    PARAMETER,
    BUNDLE;

    /** The lower-case name. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The gravest first. */
  static final Comparator<Change> ORDER =
      Comparator.comparing(Change::kind)
          .thenComparing(Change::part)
          .thenComparing(Change::id)
          .thenComparing(Change::what);
}
