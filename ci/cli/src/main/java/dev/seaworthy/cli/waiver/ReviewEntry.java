package dev.seaworthy.cli.waiver;

import dev.seaworthy.engine.evidence.Location;
import java.util.Locale;

/** What is to be said of one thing that owners have to approve. */
public interface ReviewEntry {
  /** How it fares. */
  enum State {
    /** Code owners approved it, as it is. */
    APPROVED,
    /** They have not. */
    UNAPPROVED,
    /** Nobody can tell. */
    UNKNOWN,
    /** It breaks a rule, and nobody can approve it. */
    REFUSED,
    /** It has ended. */
    EXPIRED,
    /** It covers nothing. */
    UNUSED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Location at();

  State state();

  /** What it is, for people; empty where it could not be read. */
  String title();

  /** Why it is in this state. */
  String words();

  /** What to do about it; empty where there is nothing to do. */
  String fix();

  /** Whether the change adds or alters it. */
  boolean brought();

  /** Whether it keeps the change from passing, and nothing less than another commit mends it. */
  default boolean fails() {
    return brought() && state() == State.REFUSED;
  }

  /** Whether somebody has to look at it before the change may pass. */
  default boolean waits() {
    return brought() && (state() == State.UNAPPROVED || state() == State.UNKNOWN);
  }
}
