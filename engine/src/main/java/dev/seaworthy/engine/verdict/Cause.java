package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.List;
import java.util.Locale;

/** In what two assessments may differ, each for itself enough to change a verdict. */
public enum Cause {
  /** What was observed, and the release that it was observed of. */
  EVIDENCE {
    @Override
    boolean differs(Assessment one, Assessment other) {
      return !one.snapshot().digest().equals(other.snapshot().digest())
          || !one.release().toPolicyInput().equals(other.release().toPolicyInput());
    }

    @Override
    Assessment taken(Assessment from, Assessment into) {
      return copy(into, from.release().excusedAs(into.release()), from.snapshot(), into, into);
    }
  },
  /** The bundles, their parameters, and which of their controls were asked for. */
  POLICY {
    @Override
    boolean differs(Assessment one, Assessment other) {
      return !digests(one).equals(digests(other))
          || !one.parameters().equals(other.parameters())
          || !one.only().equals(other.only())
          || one.requireAll() != other.requireAll()
          || one.failOn() != other.failOn();
    }

    @Override
    Assessment taken(Assessment from, Assessment into) {
      return copy(into, into.release(), into.snapshot(), from, into);
    }
  },
  /** The waivers, and the controls declared not applicable. */
  WAIVERS {
    @Override
    boolean differs(Assessment one, Assessment other) {
      return !one.release().waivers().equals(other.release().waivers())
          || !one.release().notApplicable().equals(other.release().notApplicable());
    }

    @Override
    Assessment taken(Assessment from, Assessment into) {
      return copy(into, into.release().excusedAs(from.release()), into.snapshot(), into, into);
    }
  },
  /** The time that was judged as of: waivers end, certificates and evidence grow old. */
  TIME {
    @Override
    boolean differs(Assessment one, Assessment other) {
      return !one.now().equals(other.now());
    }

    @Override
    Assessment taken(Assessment from, Assessment into) {
      return copy(into, into.release(), into.snapshot(), into, from);
    }
  };

  /** What files and people call it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether two assessments differ in it. */
  abstract boolean differs(Assessment one, Assessment other);

  /** {@code into}, but in this as {@code from}. */
  abstract Assessment taken(Assessment from, Assessment into);

  private static List<String> digests(Assessment assessment) {
    return assessment.bundles().stream().map(PolicyBundle::digest).map(Object::toString).toList();
  }

  private static Assessment copy(
      Assessment assessment,
      Release release,
      Snapshot snapshot,
      Assessment policy,
      Assessment time) {
    return new Assessment(
        release,
        snapshot,
        policy.bundles(),
        policy.requireAll(),
        policy.only(),
        policy.parameters(),
        policy.failOn(),
        time.now(),
        time.timePinned(),
        assessment.identity());
  }
}
