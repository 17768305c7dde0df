package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of evidence as values, for all evaluations that judge them: each is made when the first
 * asks for it. Many threads may use it.
 */
public final class EvidenceValues {
  private final ValueReader reader;
  private final @Nullable EvidenceValues base;

  /** By identity: two pieces of equal evidence are rare, and comparing them costs. */
  private final IdentityHashMap<Evidence, EvidenceValue> values = new IdentityHashMap<>();

  public EvidenceValues(Collection<Evidence> evidence) {
    this(new ValueReader(), null, evidence);
  }

  private EvidenceValues(
      ValueReader reader, @Nullable EvidenceValues base, Collection<Evidence> evidence) {
    this.reader = reader;
    this.base = base;
    evidence.forEach(one -> values.put(one, new EvidenceValue(one, reader)));
  }

  /** These and more. What is read for the one helps to read for the other. */
  public EvidenceValues with(Collection<Evidence> more) {
    return new EvidenceValues(reader, this, more);
  }

  /**
   * Those of {@code evidence}, all of them read; what was read of pieces that are among these is
   * kept, so that a set of which few change costs as much as what changes.
   */
  public EvidenceValues changedTo(Collection<Evidence> evidence) {
    EvidenceValues next = new EvidenceValues(reader, null, List.of());
    for (Evidence one : evidence) {
      EvidenceValue known = values.get(one);
      EvidenceValue value = known == null ? new EvidenceValue(one, reader) : known;
      value.parts();
      next.values.put(one, value);
    }
    return next;
  }

  /** Reads what goes with them into one input. */
  ValueReader reader() {
    return reader;
  }

  /** The parts of a piece of evidence that is among these. */
  EvidenceValue.Parts partsOf(Evidence evidence) {
    EvidenceValue value = values.get(evidence);
    if (value != null) {
      return value.parts();
    }
    if (base == null) {
      throw new IllegalArgumentException("the evidence is of another snapshot");
    }
    return base.partsOf(evidence);
  }
}
