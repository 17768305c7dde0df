package dev.seaworthy.collectors.testing;

import dev.seaworthy.collectors.document.FirstFaults;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Source;
import java.util.List;

/** What is wrong in results that are read all the same; the first of it in words. */
final class TestFaults {
  private final Source source;
  private final String form;
  private final FirstFaults<Gap> first = new FirstFaults<>();

  /**
   * Nothing wrong yet.
   *
   * @param form what is read, for a sentence
   */
  TestFaults(Source source, String form) {
    this.source = source;
    this.form = form;
  }

  /** After so many, more of them would tell nobody more: the first make all of it unknown. */
  void add(long line, int column, String reason) {
    first.add(
        new Gap(
            Problems.of(
                "INVALID_TEST_RESULT",
                "the %s in `%s` cannot be trusted as a whole: %s"
                    .formatted(form, source.file(), reason),
                "run the tests again, to their end"),
            source,
            new Location(source.file(), (int) Math.min(line, Integer.MAX_VALUE), column),
            List.of("test/*")));
  }

  List<Gap> gaps() {
    return first.told();
  }
}
