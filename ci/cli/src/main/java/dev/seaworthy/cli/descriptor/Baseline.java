package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.document.Tree.Mark;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.Waiver;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Findings that were there before anybody looked, each waived until a day.
 *
 * @param file it is in, as the user named it
 */
public record Baseline(String file, List<Entry> entries) {
  /**
   * One finding.
   *
   * @param waiver of this finding alone
   * @param place the file that it was in, where told
   */
  public record Entry(Waiver waiver, String place, Mark at) {
    /** The same for the same finding in any baseline. */
    public String identity() {
      return Finding.identity(waiver.control(), waiver.fingerprint());
    }
  }

  public Baseline {
    entries = List.copyOf(entries);
  }

  public List<Waiver> waivers() {
    return entries.stream().map(Entry::waiver).toList();
  }

  /**
   * The entries that {@code earlier} has too, each until the earlier of the two days: a change must
   * not excuse itself.
   */
  public Baseline within(Baseline earlier) {
    Map<String, Entry> known =
        earlier.entries.stream()
            .collect(Collectors.toMap(Entry::identity, Function.identity(), (one, same) -> one));
    return new Baseline(
        file,
        entries.stream()
            .filter(one -> known.containsKey(one.identity()))
            .map(one -> shorter(one, known.getOrDefault(one.identity(), one)))
            .toList());
  }

  private static Entry shorter(Entry one, Entry other) {
    boolean longer = one.waiver().expires().isAfter(other.waiver().expires());
    return longer ? new Entry(other.waiver(), one.place(), one.at()) : one;
  }
}
