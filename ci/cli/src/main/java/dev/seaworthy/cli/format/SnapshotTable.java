package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;

/** A snapshot for people: a line for each piece of evidence, then what is missing. */
public final class SnapshotTable {
  private SnapshotTable() {}

  public static void write(Snapshot snapshot, Appendable out) throws IOException {
    for (Evidence evidence : snapshot.evidence()) {
      out.append(
          "%-22s  %s  (%s)\n"
              .formatted(
                  evidence.kind(),
                  Printable.of(evidence.subject().toString()),
                  Printable.of(evidence.source().file())));
    }
    for (Gap gap : snapshot.gaps()) {
      out.append(
          "%-22s  %s: %s\n    mend: %s\n"
              .formatted(
                  "not seen",
                  Printable.of(gap.location().toString()),
                  Printable.of(gap.problem().message()),
                  Printable.of(gap.problem().fix())));
    }
    for (Coverage.Skipped skipped : snapshot.coverage().skipped()) {
      out.append(
          "%-22s  %s (%s)\n"
              .formatted(
                  "left aside", Printable.of(skipped.file()), Printable.of(skipped.reason())));
    }
    out.append(
        "\n%d pieces of evidence, %d not seen, %d of %d files read\n"
            .formatted(
                snapshot.evidence().size(),
                snapshot.gaps().size(),
                snapshot.coverage().filesRead(),
                snapshot.coverage().filesFound()));
  }
}
