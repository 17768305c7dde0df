package dev.seaworthy.collectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestResultsTest {
  private static final String LOG =
      """
      2026-11-29 20:00:00,000 12 INFO erp odoo.modules.loading: loading 3 modules...
      2026-11-29 20:00:01,000 12 INFO erp odoo.addons.stock_wave.tests.test_wave: Starting TestWave.test_split ...
      2026-11-29 20:00:02,000 12 INFO erp odoo.addons.stock_wave.tests.test_wave: Starting TestWave.test_merge ...
      2026-11-29 20:00:03,000 12 INFO erp odoo.addons.edi_orders.tests.test_edi: skipped TestEdi.test_as2 : no gateway
      2026-11-29 20:00:04,000 12 INFO erp odoo.tests.result: 0 failed, 0 error(s) of 2 tests when loading database 'erp'
      """;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"pytest.xml, 3, 1, 1, 2", "surefire.xml, 13, 0, 0, 1"})
  void realRunsAreRead(String file, int passed, int failed, int error, int skipped)
      throws IOException {
    byte[] real = Files.readAllBytes(Path.of("../fixtures/tests").resolve(file));
    Snapshot snapshot = Folder.at(temp).write("t.xml", real).gather("t.xml");
    assertThat(Folder.gaps(snapshot)).containsExactly("TEST_RUN_UNCLAIMED t.xml");
    JsonNode counts = run(snapshot).path("counts");
    assertThat(counts.path("passed").asInt()).isEqualTo(passed);
    assertThat(counts.path("failed").asInt()).isEqualTo(failed);
    assertThat(counts.path("error").asInt()).isEqualTo(error);
    assertThat(counts.path("skipped").asInt()).isEqualTo(skipped);
    assertThat(run(snapshot).toString()).doesNotContain("gateway").doesNotContain("assert 12.5");
  }

  @Test
  void aRecordSaysWhoseTheTestsAreAndWhatTheyAreAbout() throws IOException {
    byte[] real = Files.readAllBytes(Path.of("../fixtures/tests/pytest.xml"));
    Snapshot snapshot =
        Folder.at(temp)
            .write("results/t.xml", real)
            .write(
                "t.yaml",
                """
                apiVersion: seaworthy.dev/v1
                kind: TestRun
                environment: staging
                at: 2026-11-20T09:30:00Z
                by: integration@harbor.example
                candidate: sha256:%s
                results: [results/t.xml]
                covers:
                - {name: dhl, tests: [test_carriers.TestDhl]}
                - {name: carriers, tests: [test_carriers]}
                - {name: nothing, tests: [test_carrier]}
                """
                    .formatted("a".repeat(64)))
            .gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(run(snapshot).path("candidate").asText()).isEqualTo("sha256:" + "a".repeat(64));
    assertThat(run(snapshot).at("/cases/0/about")).hasToString("[\"carriers\",\"dhl\"]");
    assertThat(run(snapshot).at("/cases/2/about")).hasToString("[\"carriers\"]");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<testcase name='a'/>                                                 | passed",
        "<testcase name='a'><properties/><system-out>x</system-out></testcase> | passed",
        "<testcase name='a'><failure/></testcase>                             | failed",
        "<testcase name='a'><failure/><error/></testcase>                     | error",
        "<testcase name='a'><error/><failure/></testcase>                     | error",
        "<testcase name='a'><skipped/></testcase>                             | skipped",
        "<testcase name='a' status='notrun'/>                                 | skipped",
        "<testcase name='a'><flakyFailure/></testcase>                        | passed",
        "<testcase name='a'><failure/><rerunFailure/></testcase>              | failed",
        "<error/>                                                             | error",
      })
  void outcomes(String test, String outcome) {
    assertThat(run(xml(suite(test))).at("/cases/0/outcome").asText()).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "<testsuite name='s' tests='2'><testcase name='a'/></testsuite>",
        "<testsuite name='s' tests='0'></testsuite>",
        "<testsuite name='s'><testcase name='a'/><testcase name='b'>",
        "<testsuite name='s'><testcase name='a'/>",
        "<testsuite name='s'><testcase name='a'/><testcase </testsuite>",
        "<testsuite name='s'><testcase name='a'/><testcase name='&x;'/></testsuite>",
      })
  void whatIsNotWholeIsAGap(String text) {
    assertThat(Folder.gaps(xml(text)))
        .anyMatch(gap -> gap.startsWith("INVALID_TEST_RESULT t.xml:1:"));
  }

  @Test
  void whatCameBeforeABreakIsKept() {
    Snapshot snapshot = xml("<testsuite name='s'><testcase name='a'/><testcase name='b'>");
    assertThat(run(snapshot).path("complete").asBoolean()).isFalse();
    assertThat(run(snapshot).path("cases")).hasSize(1);
  }

  @Test
  void elementsNestedTooDeepAreRefused() {
    String deep = "<a>".repeat(200);
    Snapshot snapshot = xml("<testsuite name='s'><testcase name='a'/>" + deep);
    assertThat(Folder.gaps(snapshot))
        .anyMatch(gap -> gap.startsWith("INVALID_TEST_RESULT t.xml:1:"));
  }

  @Test
  void suitesOfSuitesAndPrefacesAreRead() {
    Snapshot snapshot =
        xml(
            "<?xml version='1.0'?>\n<!-- made by\n a tool -->\n<testsuites tests='9'><testsuite name='o'>"
                + "<testsuite name='i' tests='1'><testcase name='a'/></testsuite></testsuite></testsuites>");
    assertThat(Folder.gaps(snapshot)).containsExactly("TEST_RUN_UNCLAIMED t.xml");
    assertThat(run(snapshot).at("/cases/0/suite").asText()).isEqualTo("i");
  }

  @Test
  void modulesOfOdooAreKnownByTheirTests() {
    Snapshot snapshot =
        xml(
            suite(
                "<testcase classname='odoo.addons.stock_wave.tests.test_wave.TestWave' name='a'/>"));
    assertThat(run(snapshot).at("/cases/0/module").asText()).isEqualTo("stock_wave");
  }

  @Test
  void aLogOfOdooIsRead() {
    Snapshot snapshot = log(LOG);
    assertThat(Folder.gaps(snapshot)).containsExactly("TEST_RUN_UNCLAIMED odoo.log");
    assertThat(run(snapshot).path("cases"))
        .extracting(one -> one.path("module").asText() + " " + one.path("outcome").asText())
        .containsExactly("stock_wave passed", "stock_wave passed", "edi_orders skipped");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR erp odoo.addons.stock_wave.tests.test_wave: FAIL: TestWave.test_split | failed",
        "ERROR erp odoo.addons.stock_wave.tests.test_wave: ERROR: TestWave.test_split | error",
        "ERROR erp odoo.addons.stock_wave.tests.test_wave: FAIL: Subtest TestWave.test_split (i=3) | failed",
      })
  void failuresOfOdooAreTold(String line, String outcome) {
    String text =
        LOG.replace(
            "12 INFO erp odoo.tests.result: 0 failed", "12 ERROR erp odoo.tests.result: 1 failed");
    int end = text.lastIndexOf("2026-");
    Snapshot snapshot =
        log(
            text.substring(0, end)
                + "2026-11-29 20:00:03,500 12 "
                + line
                + "\nTraceback\n"
                + text.substring(end));
    assertThat(run(snapshot).at("/cases/0/outcome").asText()).isEqualTo(outcome);
  }

  @Test
  void failuresThatNameNoTestAreNotLost() {
    Snapshot snapshot = log(LOG.replace("0 error(s)", "1 error(s)"));
    assertThat(run(snapshot).at("/counts/error").asInt()).isEqualTo(1);
  }

  @Test
  void aLogWithoutItsSumIsNoWholeRun() {
    Snapshot snapshot = log(LOG.substring(0, LOG.lastIndexOf("2026-")));
    assertThat(run(snapshot).path("complete").asBoolean()).isFalse();
    assertThat(Folder.gaps(snapshot)).contains("INVALID_TEST_RESULT odoo.log:4:1");
  }

  @Test
  void abortedTestsAreNoWholeRun() {
    Snapshot snapshot =
        log(LOG.replace("of 2 tests when", "of 2 tests, run aborted before it finished: x when"));
    assertThat(run(snapshot).path("complete").asBoolean()).isFalse();
  }

  private static String suite(String test) {
    return "<testsuite name='s'>" + test + "</testsuite>";
  }

  private Snapshot xml(String text) {
    return Folder.at(temp).write("t.xml", text.getBytes(StandardCharsets.UTF_8)).gather("t.xml");
  }

  private Snapshot log(String text) {
    return Folder.at(temp).write("odoo.log", text).gather("odoo.log");
  }

  private static JsonNode run(Snapshot snapshot) {
    return snapshot.ofKind("test/run").get(0).content().node();
  }
}
