package dev.seaworthy.engine.policy;

import java.util.List;

/** How a control ended, with exactly what that ending carries. */
public sealed interface Outcome {
  Status status();

  /** What is wrong and not waived. */
  default List<Finding> findings() {
    return List.of();
  }

  /** What is wrong and waived. */
  default List<WaivedFinding> waived() {
    return List.of();
  }

  /** What could not be decided. */
  default List<Doubt> doubts() {
    return List.of();
  }

  /** Whether there is nothing to list: no finding, waived or not, and no doubt. */
  default boolean isSilent() {
    return findings().isEmpty() && waived().isEmpty() && doubts().isEmpty();
  }

  /** A finding and the waiver that covers it. */
  record WaivedFinding(Finding finding, Waiver waiver) {}

  /** Everything was judged and nothing is wrong. */
  record Pass() implements Outcome {
    @Override
    public Status status() {
      return Status.PASS;
    }
  }

  /** Something is wrong, whatever else could not be judged. */
  record Fail(List<Finding> findings, List<WaivedFinding> waived, List<Doubt> doubts)
      implements Outcome {
    public Fail {
      findings = List.copyOf(findings);
      waived = List.copyOf(waived);
      doubts = List.copyOf(doubts);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("a Fail needs at least one finding");
      }
    }

    @Override
    public Status status() {
      return Status.FAIL;
    }
  }

  /** Nothing is known to be wrong, but not everything could be judged. */
  record Unknown(List<Doubt> doubts, List<WaivedFinding> waived) implements Outcome {
    public Unknown {
      doubts = List.copyOf(doubts);
      waived = List.copyOf(waived);
      if (doubts.isEmpty()) {
        throw new IllegalArgumentException("an Unknown says why");
      }
    }

    @Override
    public Status status() {
      return Status.UNKNOWN;
    }
  }

  /** Everything that is wrong is waived. */
  record Waived(List<WaivedFinding> waived) implements Outcome {
    public Waived {
      waived = List.copyOf(waived);
      if (waived.isEmpty()) {
        throw new IllegalArgumentException("a Waived names what it waives");
      }
    }

    @Override
    public Status status() {
      return Status.WAIVED;
    }
  }

  /** The release declares that the control does not apply. */
  record Excused(NotApplicable declaration) implements Outcome {
    @Override
    public Status status() {
      return Status.NOT_APPLICABLE;
    }
  }
}
