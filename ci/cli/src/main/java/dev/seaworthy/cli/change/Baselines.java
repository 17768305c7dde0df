package dev.seaworthy.cli.change;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.BaselineFile;
import dev.seaworthy.cli.descriptor.Baseline;
import dev.seaworthy.cli.descriptor.Diagnostic;
import dev.seaworthy.cli.git.CommitFolder;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a change may be let off: where the base has a baseline, no entry that the base lacks, or
 * else a change would excuse itself.
 */
final class Baselines {
  private final Optional<Baseline> base;
  private final Optional<Baseline> head;
  private final List<Diagnostic> warnings;

  private Baselines(Optional<Baseline> base, Optional<Baseline> head, List<Diagnostic> warnings) {
    this.base = base;
    this.head = head;
    this.warnings = warnings;
  }

  static Baselines none() {
    return new Baselines(Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * Reads both sides' baselines.
   *
   * @param file from the root of the repository
   * @throws ConfigurationException if one is at fault
   */
  static Baselines read(String file, CommitFolder before, CommitFolder after, Instant now)
      throws ConfigurationException {
    Optional<Baseline> base = read(file, before, now);
    Optional<Baseline> head = read(file, after, now);
    if (base.isEmpty() && head.isEmpty()) {
      return new Baselines(base, head, List.of(missing(file)));
    }
    if (base.isEmpty() || head.isEmpty()) {
      return new Baselines(base, head, List.of());
    }
    Baseline within = head.get().within(base.get());
    int added = head.get().entries().size() - within.entries().size();
    return new Baselines(
        base, Optional.of(within), added == 0 ? List.of() : List.of(grown(file, added)));
  }

  private static Optional<Baseline> read(String file, CommitFolder files, Instant now)
      throws ConfigurationException {
    Path path = files.folder().resolve(file);
    return Files.isRegularFile(path)
        ? Optional.of(BaselineFile.read(file, BaselineFile.bytes(path), now))
        : Optional.empty();
  }

  private static Diagnostic missing(String file) {
    return warning(
        file,
        "BASELINE_MISSING",
        "neither commit has the baseline `%s`".formatted(file),
        "check the path; it begins at the root of the repository");
  }

  private static Diagnostic grown(String file, int added) {
    return warning(
        file,
        "BASELINE_GROWN",
        "the change adds %d to the baseline `%s`, which excuse nothing: a baseline only shrinks"
            .formatted(added, file),
        "mend what is new, or ask for a waiver");
  }

  private static Diagnostic warning(String file, String code, String message, String fix) {
    return new Diagnostic(
        Diagnostic.Level.WARNING, Location.of(file), new Problem(code, message, fix));
  }

  Optional<Baseline> base() {
    return base;
  }

  Optional<Baseline> head() {
    return head;
  }

  List<Diagnostic> warnings() {
    return warnings;
  }
}
