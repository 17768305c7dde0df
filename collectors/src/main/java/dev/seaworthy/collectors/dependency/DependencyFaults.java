package dev.seaworthy.collectors.dependency;

import dev.seaworthy.collectors.document.FirstFaults;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Source;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in a file that is read all the same; the first of it in words. */
final class DependencyFaults {
  private final Source source;
  private final FirstFaults<Gap> first = new FirstFaults<>();

  DependencyFaults(Source source) {
    this.source = source;
  }

  void add(Tree.Mark at, String reason) {
    first.add(gap(at, reason));
  }

  private Gap gap(Tree.Mark at, String reason) {
    return new Gap(
        Problems.of(
            "INVALID_DEPENDENCIES",
            "`%s` cannot be read as a whole: %s".formatted(source.file(), reason),
            "mend the line, or have the package manager write the file anew"),
        source,
        new Location(source.file(), at.line(), at.column()),
        List.of(DependencyCollector.NAME + "/*"));
  }

  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>(first.told());
    if (first.untold() > 0) {
      gaps.add(gap(new Tree.Mark(0, 0), "it has %d more faults".formatted(first.untold())));
    }
    return gaps;
  }
}
