package dev.seaworthy.collectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.document.Limits;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
  private static final String GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n";

  @TempDir Path temp;

  static Stream<Arguments> files() {
    return Stream.of(
        bad("empty", "a.yaml", "", "EMPTY_FILE a.yaml"),
        bad("white space only", "a.yaml", " \n\t\n", "EMPTY_FILE a.yaml"),
        bad("binary", "a.yaml", "\177ELF\0\0\1", "BINARY_FILE a.yaml"),
        bad("binary JSON", "a.json", "{\"a\": \0}", "BINARY_FILE a.json"),
        bad("UTF-16 with mark", "a.yaml", GOOD.getBytes(UTF_16), "NOT_UTF8 a.yaml"),
        bad("UTF-16 without", "a.yaml", GOOD.getBytes(UTF_16LE), "NOT_UTF8 a.yaml"),
        bad(
            "Latin-1",
            "a.yaml",
            "a: b\nkey: caf\u00e9\n".getBytes(ISO_8859_1),
            "NOT_UTF8 a.yaml:2:9"),
        bad("DER", "a.crt", new byte[] {0x30, (byte) 0x82, 3, 9, (byte) 0xff}, "BINARY_FILE a.crt"),
        bad("tab", "a.yaml", "a:\n\tb: c\n", "YAML_TAB a.yaml:2:1"),
        bad("open quote", "a.yaml", "a: \"b\n", "NOT_YAML a.yaml:2:1"),
        bad("control character", "a.yaml", "a: b\nc: \u0007\n", "NOT_YAML a.yaml:2:4"),
        bad("not a number", "a.yaml", "a: .nan\n", "BAD_VALUE a.yaml:1:4"),
        bad("infinite", "a.yaml", "a: [-.inf]\n", "BAD_VALUE a.yaml:1:5"),
        bad("wrong tag", "a.yaml", "a: !!int hello\n", "BAD_VALUE a.yaml:1:4"),
        bad("null key", "a.yaml", "~: x\n", "BAD_KEY a.yaml:1:1"),
        bad("two keys in JSON's one", "a.yaml", "1: x\n\"1\": y\n", "AMBIGUOUS_KEY a.yaml:2:1"),
        bad("text and truth", "a.yaml", "a: {yes: x, 'true': y}\n", "AMBIGUOUS_KEY a.yaml:1:13"),
        bad("nearly one", "a.yaml", "1.00000001: x\n1: y\n", "AMBIGUOUS_KEY a.yaml:2:1"),
        bad(
            "merged",
            "a.yaml",
            "a: &a {1: x}\nb:\n  '1': y\n  <<: *a\n",
            "AMBIGUOUS_KEY a.yaml:1:8"),
        bad("mapping as key", "a.yaml", "? {a: b}\n: c\n", "BAD_KEY a.yaml:1:3"),
        bad("unknown alias", "a.yaml", "a: *nowhere\n", "YAML_ALIASES a.yaml:1:4"),
        bad("endless alias", "a.yaml", "a: &a [*a]\n", "YAML_ALIASES a.yaml:1:8"),
        bad("billion laughs", "a.yaml", laughs(), "YAML_ALIASES a.yaml:6:45"),
        bad("merge of text", "a.yaml", "<<: text\n", "NOT_YAML a.yaml:1:5"),
        bad(
            "deep YAML",
            "a.yaml",
            "a: " + "[".repeat(5000) + "]".repeat(5000),
            "TOO_DEEP a.yaml:1:503"),
        bad("deep blocks", "a.yaml", deepBlocks(), "TOO_DEEP a.yaml:501:1001"),
        bad("deep JSON", "a.json", "[".repeat(5000) + "]".repeat(5000), "TOO_DEEP a.json:1:501"),
        bad(
            "deep JSON by content",
            "a.yaml",
            "[".repeat(5000) + "]".repeat(5000),
            "TOO_DEEP a.yaml:1:501"),
        bad(
            "truncated JSON",
            "a.json",
            "{\"kind\": \"List\",\n \"items\": [",
            "NOT_JSON a.json:2:12"),
        bad(
            "truncated scan",
            "a.json",
            "{\"SchemaVersion\": 2, \"ArtifactName\": \"x\",\n",
            "INVALID_SCAN a.json:2:1"),
        bad("huge number", "a.json", "{\"a\": 1e999}", "BAD_VALUE a.json:1:7"),
        bad("unquoted JSON", "a.json", "{a: 1}", "NOT_JSON a.json:1:2"),
        bad(
            "Helm source",
            "a.yaml",
            "metadata:\n  name: {{ .Values.name }}\n{{- if x }}\n",
            "HELM_TEMPLATE a.yaml:2:10"),
        bad(
            "quoted Helm source",
            "a.yaml",
            "kind: Pod\nname: \"{{ .Values.name }}\"\n",
            "HELM_TEMPLATE a.yaml:1:1"),
        bad("no kind", "a.yaml", "apiVersion: v1\nmetadata: {}\n", "NOT_KUBERNETES a.yaml:1:1"),
        bad("no version", "a.yaml", "\nkind: Pod\n", "NOT_KUBERNETES a.yaml:2:1"),
        bad("something else", "a.yaml", "hello: world\n", "UNRECOGNISED a.yaml:1:1"),
        bad("only text", "a.yaml", "hello\n", "UNRECOGNISED a.yaml:1:1"),
        bad("null byte order mark", "a.yaml", "\ufeffhello\n", "UNRECOGNISED a.yaml:1:1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void eachBadFileIsOneGapThatSaysWhere(String name, String file, byte[] bytes, String gap) {
    Snapshot snapshot = Folder.at(temp).write(file, bytes).gather();
    assertThat(snapshot.evidence()).isEmpty();
    assertThat(Folder.gaps(snapshot)).containsExactly(gap);
  }

  @Test
  void aBadDocumentDoesNotCostItsNeighbours() {
    String text = "# first\n" + GOOD + "---\na: [\n---\n" + GOOD.replace("good", "other");
    Snapshot snapshot = Folder.at(temp).write("a.yaml", text).gather();
    assertThat(Folder.evidence(snapshot))
        .containsExactly(
            "kubernetes/object ConfigMap default/good",
            "kubernetes/object ConfigMap default/other");
    assertThat(Folder.gaps(snapshot)).containsExactly("NOT_YAML a.yaml:7:1");
  }

  @Test
  void aMarkerInsideABlockScalarThatIsIndentedSplitsNothing() {
    String text =
        GOOD + "data:\n  a: |\n    x\n    ---\n    y\n--- # next\n" + GOOD.replace("good", "b");
    Snapshot snapshot = Folder.at(temp).write("a.yaml", text).gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.evidence()).hasSize(2);
  }

  @Test
  void aFileOfTwoHundredMegabytesIsRefusedUnread() throws IOException {
    sparse("big.yaml");
    sparse("big.json");
    Snapshot snapshot = Folder.at(temp).gather();
    assertThat(Folder.gaps(snapshot))
        .containsExactly("NOT_JSON big.json:1:2", "TOO_LARGE big.yaml");
  }

  @Test
  void moreDocumentsThanTheLimitAreTold() {
    Limits few = new Limits(1 << 20, 1 << 20, 3, 500, 100);
    Snapshot snapshot =
        Folder.at(temp)
            .with(GatherOptions.DEFAULT.withLimits(few))
            .write("a.yaml", ("---\n" + GOOD).repeat(9))
            .gather();
    assertThat(Folder.gaps(snapshot)).contains("TOO_MANY_DOCUMENTS a.yaml");
  }

  @Test
  void duplicateKeysAreToldAndTheLastCounts() {
    Snapshot snapshot =
        Folder.at(temp).write("a.yaml", GOOD + "data: {a: x, b: w,\n  a: z}\n").gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("DUPLICATE_KEY a.yaml:5:3");
    assertThat(snapshot.evidence().get(0).content().toString()).contains("\"a\":\"z\"");
    assertThat(snapshot.gaps().get(0).mayHide("kubernetes/object")).isTrue();
    assertThat(snapshot.gaps().get(0).mayHide("image/scan")).isFalse();
  }

  @Test
  void anExactDoubleIsAskedOfNumbers() {
    Snapshot snapshot = Folder.at(temp).write("a.yaml", GOOD + "n: 9007199254740993\n").gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("NOT_CANONICAL a.yaml:1:1");
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreFine() {
    String text = "\ufeff" + (GOOD + "---\n" + GOOD.replace("good", "b")).replace("\n", "\r\n");
    Snapshot snapshot = Folder.at(temp).write("a.yaml", text).gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.evidence()).hasSize(2);
  }

  @Test
  void commentsAloneAreNoEvidenceAndNoProblem() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.yaml", "# a\n---\n# b\n")
            .write("b.yaml", "---\n" + GOOD + "---\n# end\n")
            .gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.coverage().skipped())
        .extracting(Object::toString)
        .containsExactly("Skipped[file=a.yaml, reason=nothing but comments]");
    assertThat(snapshot.coverage().documents()).isEqualTo(1);
  }

  @Test
  void noMessageHoldsMoreThanALineOrAClassName() {
    files()
        .forEach(
            one ->
                Folder.at(temp)
                    .write(
                        one.get()[0].toString().replace(' ', '-') + one.get()[1],
                        (byte[]) one.get()[2]));
    assertThat(Folder.at(temp).gather().gaps())
        .extracting(Gap::problem)
        .allSatisfy(
            problem ->
                assertThat(problem.message() + problem.fix())
                    .doesNotContain("\n", "Exception", "org.yaml", "fasterxml"));
  }

  @Test
  void hostileNamesDoNotReachTheTerminal() {
    String key = "\"\\e[2J\\n\"";
    String object =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {%s: a, %s: b}\n"
            .formatted(key, key, key);
    Snapshot snapshot =
        Folder.at(temp)
            .write("a\n\u001b[2J.yaml", object + "---\n" + object + "---\na: [\n")
            .gather();
    assertThat(snapshot.gaps()).hasSize(4);
    assertThat(snapshot.gaps())
        .allSatisfy(
            gap ->
                assertThat(gap.problem().message() + gap.problem().fix())
                    .doesNotContain("\u001b", "\n"));
  }

  @Test
  void halfACharacterIsAGapThatCanBeWritten() {
    String object =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"\\ud800\"}}";
    Snapshot snapshot = Folder.at(temp).write("a.json", object).gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("NOT_CANONICAL a.json:1:1");
    assertThat(snapshot.toCanonicalJson().toString()).contains("NOT_CANONICAL");
  }

  private void sparse(String name) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(temp.resolve(name).toFile(), "rw")) {
      file.setLength(200L << 20);
    }
  }

  private static Arguments bad(String name, String file, String text, String gap) {
    return bad(name, file, text.getBytes(UTF_8), gap);
  }

  private static Arguments bad(String name, String file, byte[] bytes, String gap) {
    return Arguments.of(name, file, bytes, gap);
  }

  private static String laughs() {
    StringBuilder yaml = new StringBuilder("l0: &l0 lol\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*l" + (i - 1);
      yaml.append(
          "l%d: &l%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, alias))));
    }
    return yaml.toString();
  }

  private static String deepBlocks() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      yaml.append("  ".repeat(i)).append("a:\n");
    }
    return yaml.toString();
  }
}
