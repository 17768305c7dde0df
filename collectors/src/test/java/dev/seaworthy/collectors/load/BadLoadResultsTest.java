package dev.seaworthy.collectors.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is broken is told with its place, and the rest is read. */
class BadLoadResultsTest {
  private static final String JTL = "timeStamp,elapsed,label,success\n";

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{broken",
        "7",
        "{\"type\":\"Else\"}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"value\":1}}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-20T09:00:00Z\",\"value\":null}}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-20T09:00:00Z\",\"value\":\"NaN\",\"tags\":{\"name\":\"a\"}}}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-20T09:00:00Z\",\"value\":NaN}}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-20T09:00:00Z\",\"value\":\"Infinity\",\"tags\":{\"name\":\"a\"}}}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-20T09:00:00Z\",\"value\":-1,\"tags\":{\"name\":\"a\"}}}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"1970-01-01T00:00:00Z\",\"value\":1,\"tags\":{\"name\":\"a\"}}}",
        "{\"metric\":\"http_req_duration\",\"type\":\"Point\",\"data\":{\"time\":\"2026-11-20T09:00:00Z\",\"value\":1,\"tags\":{}}}",
      })
  void aBadPointIsToldAndTheOthersCount(String bad) {
    String text =
        LoadResults.points("move", 0, 5, 10) + bad + "\n" + LoadResults.points("move", 5, 5, 10);
    Snapshot snapshot = Folder.at(temp).write("k.json", text).gather("k.json");
    assertThat(Folder.gaps(snapshot))
        .hasSize(2)
        .anyMatch(gap -> gap.startsWith("INVALID_LOAD_RESULT k.json:7:"));
    assertThat(count(snapshot, "k.json", "move")).isEqualTo(10);
    assertThat(snapshot.gaps()).allMatch(gap -> gap.mayHide("load/comparison"));
  }

  @Test
  void pointsThatBreakOffAreNoWholeRun() {
    String text = LoadResults.points("move", 0, 5, 10);
    Snapshot snapshot =
        Folder.at(temp).write("k.json", text.substring(0, text.length() - 40)).gather("k.json");
    assertThat(LoadResults.run(snapshot, "k.json").path("complete").asBoolean()).isFalse();
    assertThat(count(snapshot, "k.json", "move")).isEqualTo(4);
    assertThat(Folder.gaps(snapshot)).anyMatch(gap -> gap.startsWith("INVALID_LOAD_RESULT"));
  }

  @Test
  void aCompressedFileThatBreaksOffIsToldOf() {
    byte[] whole = LoadResults.real("k6/candidate.json.gz");
    Snapshot snapshot =
        Folder.at(temp)
            .write("k.json.gz", Arrays.copyOf(whole, whole.length / 2))
            .gather("k.json.gz");
    assertThat(Folder.gaps(snapshot))
        .anyMatch(gap -> gap.startsWith("INVALID_LOAD_RESULT k.json.gz:"));
    assertThat(LoadResults.run(snapshot, "k.json.gz").path("complete").asBoolean()).isFalse();
    assertThat(count(snapshot, "k.json.gz", "posting")).isBetween(100L, 552L);
    assertThat(snapshot.gaps()).allMatch(gap -> gap.mayHide("load/comparison"));
  }

  @Test
  void ofManyFaultsTheFirstAreToldAndTheOthersCounted() {
    String text = LoadResults.points("move", 0, 5, 10) + "{\n".repeat(1000);
    Snapshot snapshot = Folder.at(temp).write("k.json", text).gather("k.json");
    assertThat(snapshot.gaps())
        .filteredOn(gap -> gap.problem().code().equals("INVALID_LOAD_RESULT"))
        .hasSize(21)
        .anySatisfy(
            gap -> assertThat(gap.problem().message()).endsWith("980 more places are like that"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1795985260681,NaN,a,true   | INVALID_LOAD_RESULT j.jtl:3:1",
        "1795985260681,Infinity,a,true | INVALID_LOAD_RESULT j.jtl:3:1",
        "1795985260681,-5,a,true    | INVALID_LOAD_RESULT j.jtl:3:1",
        "1795985260681,\"1,5\",a,true | INVALID_LOAD_RESULT j.jtl:3:1",
        "yesterday,5,a,true         | INVALID_LOAD_RESULT j.jtl:3:1",
        "1795985260681,5,a          | INVALID_LOAD_RESULT j.jtl:3:1",
        "1795985260681,5,,true      | INVALID_LOAD_RESULT j.jtl:3:1",
        "1,5,a,true                 | INVALID_LOAD_RESULT j.jtl:3:1",
      })
  void aBadRowOfJmeterIsToldAndTheOthersCount(String row, String gap) {
    String good = "1795985260681,5,a,true\n";
    Snapshot snapshot =
        Folder.at(temp).write("j.jtl", JTL + good + row + "\n" + good).gather("j.jtl");
    assertThat(Folder.gaps(snapshot)).contains(gap);
    assertThat(count(snapshot, "j.jtl", "a")).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "timeStamp;elapsed;label;success\\n1795985260681;5;a;true | 1 | 0",
        "timeStamp\\telapsed\\tlabel\\tsuccess\\n1795985260681\\t5\\ta\\tfalse | 1 | 1",
        "timeStamp,elapsed,label,success\\n2026/11/29 20:47:40.681,5,a,true | 1 | 0",
        "timeStamp,elapsed,label,failureMessage,success\\n1795985260681,5,a,\"two\\nlines, and \"\"more\"\"\",false | 1 | 1",
        "timeStamp,elapsed,label,success\\n1795985260681,5,a,true\\ntimeStamp,elapsed,label,success\\n1795985260682,5,a,true | 2 | 0",
      })
  void rowsComeInTheFormsThatJmeterCanBeToldToWrite(String text, int count, int failures) {
    String csv = text.replace("\\n", "\n").replace("\\t", "\t");
    Snapshot snapshot = Folder.at(temp).write("j.jtl", csv).gather("j.jtl");
    assertThat(Folder.gaps(snapshot)).containsExactly("LOAD_TEST_UNCLAIMED j.jtl");
    assertThat(count(snapshot, "j.jtl", "a")).isEqualTo(count);
    JsonNode a = LoadResults.transaction(LoadResults.run(snapshot, "j.jtl"), "a");
    assertThat(a.path("failures").asInt()).isEqualTo(failures);
  }

  @Test
  void xmlOfJmeterThatBreaksOffIsNoWholeRun() {
    String text = new String(LoadResults.real("jmeter/candidate-xml.jtl"), StandardCharsets.UTF_8);
    String half = text.substring(0, text.indexOf("<httpSample", text.length() / 2) + 20);
    Snapshot snapshot = Folder.at(temp).write("x.xml", half).gather("x.xml");
    assertThat(LoadResults.run(snapshot, "x.xml").path("complete").asBoolean()).isFalse();
    assertThat(Folder.gaps(snapshot)).anyMatch(gap -> gap.startsWith("INVALID_LOAD_RESULT x.xml:"));
    assertThat(count(snapshot, "x.xml", "posting")).isPositive();
  }

  @Test
  void partsOfASampleAreNotCountedBesideIt() {
    String text =
        "<testResults><httpSample t=\"9\" ts=\"1795985260681\" s=\"true\" lb=\"a\">"
            + "<httpSample t=\"4\" ts=\"1795985260681\" s=\"true\" lb=\"a\"/></httpSample></testResults>";
    Snapshot snapshot = Folder.at(temp).write("x.xml", text).gather("x.xml");
    assertThat(count(snapshot, "x.xml", "a")).isEqualTo(1);
  }

  @Test
  void entitiesOfXmlAreNotFollowed() {
    String text =
        "<!DOCTYPE testResults [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<testResults><httpSample t=\"9\" ts=\"1795985260681\" s=\"true\" lb=\"&x;\"/></testResults>";
    Snapshot snapshot = Folder.at(temp).write("x.xml", text).gather("x.xml");
    assertThat(LoadResults.run(snapshot, "x.xml").path("transactions")).isEmpty();
    assertThat(Folder.gaps(snapshot)).anyMatch(gap -> gap.startsWith("INVALID_LOAD_RESULT x.xml:"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"num_requests\": 3, \"num_failures\": 0, \"response_times\": {\"5\": 2}",
        "\"num_failures\": 0, \"response_times\": {\"5\": 2}",
        "\"num_requests\": 2, \"num_failures\": 0, \"response_times\": {\"NaN\": 2}",
        "\"num_requests\": 2, \"num_failures\": 0, \"response_times\": {\"5\": -2}",
      })
  void whatLocustCannotHaveCountedIsTold(String keys) {
    String text = "[{\"name\": \"a\", \"method\": \"GET\", " + keys + "}]";
    Snapshot snapshot = Folder.at(temp).write("l.json", text).gather("l.json");
    assertThat(Folder.gaps(snapshot))
        .anyMatch(gap -> gap.startsWith("INVALID_LOAD_RESULT l.json:1:"));
  }

  @Test
  void otherXmlAndCsvIsLeftAsideAndCounted() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("views.xml", "<odoo><record id=\"a\"/></odoo>")
            .write("ir.model.access.csv", "id,name\na,b\n")
            .write("empty.log", "")
            .write("binary.xml", new byte[] {0, 1, 2})
            .write("m.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n")
            .gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.coverage().skipped()).hasSize(4);
  }

  @Test
  void aFileThatIsNoGzipIsAGap() {
    Snapshot snapshot = Folder.at(temp).write("k.json.gz", "{}").gather("k.json.gz");
    assertThat(Folder.gaps(snapshot)).containsExactly("BINARY_FILE k.json.gz");
    assertThat(snapshot.gaps().get(0).mayHide("load/comparison")).isTrue();
  }

  @Test
  void slicesGrowSoThatThereAreFew() {
    StringBuilder text = new StringBuilder(LoadResults.metric());
    for (int i = 0; i < 10_000; i += 10) {
      text.append(LoadResults.point("move", i, 10, true)).append('\n');
    }
    Snapshot snapshot = Folder.at(temp).write("k.json", text.toString()).gather("k.json");
    JsonNode run = LoadResults.run(snapshot, "k.json");
    assertThat(run.path("sliceSeconds").asInt()).isEqualTo(16);
    assertThat(LoadResults.transaction(run, "move").path("slices")).hasSize(63);
    assertThat(count(snapshot, "k.json", "move")).isEqualTo(1000);
  }

  private static long count(Snapshot snapshot, String file, String name) {
    return LoadResults.transaction(LoadResults.run(snapshot, file), name).path("count").asLong();
  }
}
