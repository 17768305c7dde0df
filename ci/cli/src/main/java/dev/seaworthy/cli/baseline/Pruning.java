package dev.seaworthy.cli.baseline;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.BaselineFile;
import dev.seaworthy.cli.descriptor.Baseline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes entries out of the text of a baseline, and leaves comments and all other lines as they are.
 */
public final class Pruning {
  private final Baseline baseline;
  private final String text;
  private final List<Baseline.Entry> gone;
  private final long undecided;

  private Pruning(Baseline baseline, String text, List<Baseline.Entry> gone, long undecided) {
    this.baseline = baseline;
    this.text = text;
    this.gone = gone;
    this.undecided = undecided;
  }

  /**
   * What to take away.
   *
   * @param bytes the baseline's
   */
  public static Pruning of(Baseline baseline, byte[] bytes, BaselineUse use) {
    return new Pruning(
        baseline,
        new String(bytes, StandardCharsets.UTF_8),
        baseline.entries().stream()
            .filter(entry -> use.state(entry) == BaselineUse.State.GONE)
            .toList(),
        baseline.entries().stream()
            .filter(entry -> use.state(entry) == BaselineUse.State.UNDECIDED)
            .count());
  }

  /** Entries whose findings are gone. */
  public List<Baseline.Entry> gone() {
    return List.copyOf(gone);
  }

  /** How many entries stay because nobody could tell. */
  public long undecided() {
    return undecided;
  }

  /**
   * The text without them.
   *
   * @throws ConfigurationException if lines cannot be taken away without touching others
   */
  public byte[] rest(Instant now) throws ConfigurationException {
    List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    List<Baseline.Entry> all = baseline.entries();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (gone.contains(all.get(i))) {
        int last = i + 1 < all.size() ? all.get(i + 1).at().line() - 1 : lines.size();
        remove(lines, all.get(i).at().line(), last);
      }
    }
    if (gone.size() == all.size()) {
      lines.replaceAll(line -> line.replaceFirst("^findings:[^\r\n]*", "findings: []"));
    }
    byte[] rest = String.join("", lines).getBytes(StandardCharsets.UTF_8);
    requireTheOthers(rest, now);
    return rest;
  }

  /**
   * Removes an entry, with its own further lines but not what stands before the next.
   *
   * @param first its first line, from 1
   * @param last its last line or a later one
   */
  private static void remove(List<String> lines, int first, int last) {
    int end = first;
    while (end < last && lines.get(end).startsWith(" ") && !isRemark(lines.get(end))) {
      end++;
    }
    lines.subList(first - 1, end).clear();
  }

  private static boolean isRemark(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }

  private void requireTheOthers(byte[] rest, Instant now) throws ConfigurationException {
    List<String> wanted =
        baseline.entries().stream()
            .filter(entry -> !gone.contains(entry))
            .map(Pruning::said)
            .toList();
    Optional<List<String>> left = read(rest, now);
    if (left.isEmpty() || !left.get().equals(wanted)) {
      throw new ConfigurationException(
          "BASELINE_LAYOUT",
          "`%s` cannot be pruned: its entries do not stand on lines of their own"
              .formatted(baseline.file()),
          "write each entry as one line, `- {control: …, fingerprint: …}`");
    }
  }

  private Optional<List<String>> read(byte[] rest, Instant now) {
    try {
      return Optional.of(
          BaselineFile.read(baseline.file(), rest, now).entries().stream()
              .map(Pruning::said)
              .toList());
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  private static String said(Baseline.Entry entry) {
    return entry.waiver() + " " + entry.place();
  }
}
