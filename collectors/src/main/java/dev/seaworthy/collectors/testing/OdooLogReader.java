package dev.seaworthy.collectors.testing;

import dev.seaworthy.collectors.document.LineStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the log of {@code odoo --test-enable --stop-after-init}: each test as it starts, fails or
 * is skipped, and the sum at the end, without which the run was not whole. The forms of its lines
 * are those of {@code odoo/tests/result.py} since Odoo 15.
 */
final class OdooLogReader {
  static final String FORM = "log of Odoo";

  private static final String LINE =
      "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8},[0-9]{3} [0-9]+ (?:DEBUG|INFO|WARNING|ERROR|CRITICAL)"
          + " \\S+ ";
  private static final Pattern START = Pattern.compile("\\A" + LINE, Pattern.MULTILINE);
  private static final Pattern TEST =
      Pattern.compile(
          LINE + "(odoo\\.addons\\.[^:\\s]+): (Starting|FAIL:|ERROR:|skipped) (Subtest )?(\\S+).*");
  private static final Pattern SUM =
      Pattern.compile(LINE + "\\S+: ([0-9]+) failed, ([0-9]+) error\\(s\\) of ([0-9]+) tests(.*)");

  private final TestFaults faults;
  private final TestRunTally run;
  private final Map<String, TestCase> tests = new LinkedHashMap<>();
  private boolean summed;

  OdooLogReader(TestFaults faults) {
    this.faults = faults;
    this.run = new TestRunTally(FORM, faults);
  }

  static boolean is(String head) {
    return START.matcher(head.stripLeading()).find();
  }

  TestRunTally read(LineStream lines) throws IOException {
    long failed = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      Matcher test = TEST.matcher(line);
      Matcher sum = SUM.matcher(line);
      if (test.matches()) {
        test(test.group(1), test.group(2), test.group(4), lines.line());
      } else if (sum.matches()) {
        summed = true;
        failed += Long.parseLong(sum.group(1)) + Long.parseLong(sum.group(2));
        if (sum.group(4).contains("aborted")) {
          run.incomplete();
          faults.add(lines.line(), 1, "the tests were aborted");
        }
      }
    }
    tests.values().forEach(one -> run.add(one, lines.line()));
    long told = run.count(TestCase.Outcome.FAILED) + run.count(TestCase.Outcome.ERROR);
    if (!summed) {
      run.incomplete();
      faults.add(lines.line(), 1, "it has no sum of tests at its end: Odoo did not come so far");
    } else if (failed > 0 && told == 0) {
      // Errors of a whole class or module name no test.
      run.add(new TestCase("", "", "(not named)", TestCase.Outcome.ERROR, false), lines.line());
    }
    return run;
  }

  private void test(String logger, String word, String name, long line) {
    TestCase.Outcome outcome =
        switch (word) {
          case "FAIL:" -> TestCase.Outcome.FAILED;
          case "ERROR:" -> TestCase.Outcome.ERROR;
          case "skipped" -> TestCase.Outcome.SKIPPED;
          default -> TestCase.Outcome.PASSED;
        };
    if (tests.size() > TestRunTally.MAX_CASES) {
      return;
    }
    tests.merge(
        logger + "\n" + name,
        new TestCase(logger, logger, name, outcome, false),
        (before, now) -> now.outcome() == TestCase.Outcome.PASSED ? before : now);
    if (tests.size() > TestRunTally.MAX_CASES) {
      faults.add(line, 1, "there are more than " + TestRunTally.MAX_CASES + " tests");
    }
  }
}
