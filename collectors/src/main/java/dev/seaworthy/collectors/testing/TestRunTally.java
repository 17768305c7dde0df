package dev.seaworthy.collectors.testing;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the tests of one file. */
final class TestRunTally {
  /** More are no suite of anybody. */
  static final int MAX_CASES = 200_000;

  private static final int MAX_NAME_CHARS = 2000;

  private final String form;
  private final TestFaults faults;
  private final List<TestCase> cases = new ArrayList<>();
  private boolean complete = true;
  private boolean tooMany;

  TestRunTally(String form, TestFaults faults) {
    this.form = form;
    this.faults = faults;
  }

  void add(TestCase test, long line) {
    if (cases.size() >= MAX_CASES) {
      if (!tooMany) {
        faults.add(line, 1, "there are more than " + MAX_CASES + " tests");
      }
      tooMany = true;
    } else {
      cases.add(
          new TestCase(
              cut(test.suite()),
              cut(test.className()),
              cut(test.name()),
              test.outcome(),
              test.flaky()));
    }
  }

  void incomplete() {
    complete = false;
  }

  int size() {
    return cases.size();
  }

  /** How many ended so. */
  long count(TestCase.Outcome outcome) {
    return cases.stream().filter(one -> one.outcome() == outcome).count();
  }

  Evidence evidence(Source source) throws NotCanonicalException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("form", form);
    content.put("complete", complete);
    Map<TestCase.Outcome, Long> counts = new EnumMap<>(TestCase.Outcome.class);
    for (TestCase.Outcome outcome : TestCase.Outcome.values()) {
      counts.put(outcome, count(outcome));
    }
    Map<String, Object> words = new LinkedHashMap<>();
    counts.forEach((outcome, count) -> words.put(outcome.word(), count));
    content.put("counts", words);
    content.put("cases", cases.stream().map(TestCase::toTree).toList());
    return new Evidence(
        EvidenceKinds.TEST_RUN,
        Subject.of("TestRun", source.file()),
        source,
        CanonicalJson.of(content),
        Locations.wholeFile(source.file()));
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME_CHARS ? name : name.substring(0, MAX_NAME_CHARS);
  }
}
