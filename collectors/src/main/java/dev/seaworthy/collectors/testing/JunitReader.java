package dev.seaworthy.collectors.testing;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.XmlEvents;
import dev.seaworthy.collectors.document.XmlRoot;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Reads JUnit XML, which has no standard and many writers: Ant's form, and what Surefire and pytest
 * add to it. https://github.com/testmoapp/junitxml
 */
final class JunitReader {
  static final String FORM = "JUnit XML";

  private static final Set<String> ROOTS = Set.of("testsuite", "testsuites");

  /** An open suite. */
  private static final class Suite {
    private final String name;
    private final long declared;
    private final Tree.Mark at;
    private long found;
    private boolean hasSuites;

    Suite(String name, long declared, Tree.Mark at) {
      this.name = name;
      this.declared = declared;
      this.at = at;
    }
  }

  private final TestFaults faults;
  private final TestRunTally run;
  private final Deque<Suite> suites = new ArrayDeque<>();

  JunitReader(TestFaults faults) {
    this.faults = faults;
    this.run = new TestRunTally(FORM, faults);
  }

  static boolean is(String head) {
    return ROOTS.contains(XmlRoot.of(head));
  }

  TestRunTally read(InputStream in) {
    try {
      XmlEvents events = XmlEvents.of(in);
      while (events.next()) {
        if (events.isStart()) {
          start(events);
        } else if (events.isEnd() && isSuite(events.name())) {
          end(suites.pop());
        }
      }
      if (run.size() == 0) {
        faults.add(1, 1, "there is no test in it");
      }
    } catch (XmlEvents.BrokenXmlException e) {
      run.incomplete();
      faults.add(e.at().line(), e.at().column(), String.valueOf(e.getMessage()));
    }
    return run;
  }

  private void start(XmlEvents events) throws XmlEvents.BrokenXmlException {
    switch (events.name()) {
      case "testsuite", "testsuites" -> {
        suites.stream().findFirst().ifPresent(outer -> outer.hasSuites = true);
        suites.push(
            new Suite(events.attribute("name").orElse(""), declared(events), events.mark()));
      }
      case "testcase" -> test(events);
      // What failed before or after all tests of a suite.
      case "error", "failure" ->
          run.add(
              new TestCase(suite(), suite(), "(suite)", TestCase.Outcome.ERROR, false),
              events.mark().line());
      default -> {}
    }
  }

  private static boolean isSuite(String element) {
    return element.equals("testsuite") || element.equals("testsuites");
  }

  private static long declared(XmlEvents events) {
    return events
        .attribute("tests")
        .filter(tests -> tests.matches("[0-9]{1,9}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  /** Of a suite of suites nobody agrees on what the number of tests counts. */
  private void end(Suite suite) {
    if (!suite.hasSuites && suite.found < suite.declared) {
      faults.add(
          suite.at.line(),
          suite.at.column(),
          "suite `%s` declares %d tests and holds %d"
              .formatted(suite.name, suite.declared, suite.found));
    }
  }

  private String suite() {
    return suites.isEmpty() ? "" : suites.peek().name;
  }

  /** Reads to the end of the test. */
  private void test(XmlEvents events) throws XmlEvents.BrokenXmlException {
    String name = events.attribute("name").orElse("");
    String className = events.attribute("classname").orElseGet(this::suite);
    boolean notRun =
        events.attribute("status").stream().anyMatch(status -> status.matches("notrun|disabled"));
    TestCase.Outcome outcome = notRun ? TestCase.Outcome.SKIPPED : TestCase.Outcome.PASSED;
    boolean flaky = false;
    long line = events.mark().line();
    int depth = events.depth();
    while (events.next() && !(events.isEnd() && events.depth() < depth)) {
      if (events.isStart() && events.depth() == depth + 1) {
        outcome = worse(outcome, events.name());
        flaky |= events.name().startsWith("flaky");
      }
    }
    run.add(new TestCase(suite(), className, name, outcome, flaky), line);
    suites.stream().findFirst().ifPresent(suite -> suite.found++);
  }

  private static TestCase.Outcome worse(TestCase.Outcome before, String element) {
    return switch (element) {
      case "error" -> TestCase.Outcome.ERROR;
      case "failure" -> before == TestCase.Outcome.ERROR ? before : TestCase.Outcome.FAILED;
      case "skipped" -> before == TestCase.Outcome.PASSED ? TestCase.Outcome.SKIPPED : before;
      default -> before;
    };
  }
}
