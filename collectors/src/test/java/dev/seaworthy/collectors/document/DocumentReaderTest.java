package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentReaderTest {
  private static final String PEM =
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  private static final Limits SMALL = new Limits(120, 40, 10, 500, 10);

  static Stream<Arguments> forms() {
    return Stream.of(
        form("a.yaml", "a: b", "Structured"),
        form("a.yaml", "{a: b}", "Structured"),
        form("a.yaml", "{\"a\": 1}{\"b\": 2}\n[3]", "Structured", "Structured", "Structured"),
        form("a.yaml", "key: |\n  " + PEM.replace("\n", "\n  "), "Structured"),
        form(
            "a.yaml",
            "%YAML 1.1\n---\na: b\n...\n---\nc: d\n",
            "YAML_STREAM",
            "Structured",
            "Structured"),
        form("<stdin>", "a: b\n---\nc: d", "Structured", "Structured"),
        form("<stdin>", "bag attributes\n" + PEM, "Text"),
        form("a.pem", PEM, "Text"),
        form("a.crt", "garbage", "Text"),
        form("a.json", "{\"kind\": \"List\"}", "Structured"),
        form("a.json", "a: b", "NOT_JSON"),
        form("a.json", "{\"a\": 1} x", "Structured", "NOT_JSON"),
        form("a.json", "{\"SchemaVersion\":2,\"ArtifactName\":\"x\"}", "Streamed"),
        form("a.json", "{\"ArtifactName\":\"x\",\"SchemaVersion\":99}", "Streamed"),
        form("a.json", "{\"SchemaVersion\":2}", "Structured"),
        form("a.json", "[{\"Target\":\"x\"}]", "Streamed"),
        form("a.json", "{\"ClusterName\":\"x\",\"Resources\":[]}", "Streamed"),
        form("a.json", "{\"ClusterName\":\"x\"}", "Streamed"),
        form("a.json", "{\"ClusterName\":\"x\",\"other\":1}", "Structured"),
        form("<stdin>", "{\"SchemaVersion\":2,\"ArtifactName\":\"x\"}", "Streamed"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("forms")
  void filesAreToldApartByForm(String name, String text, List<String> expected) {
    assertThat(read(Limits.DEFAULT, name, text)).isEqualTo(expected);
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        form("a.yaml", "a: b\n--- # next\nc: d\n", "Structured", "Structured"),
        form("a.yaml", "---\n---\na: b\n---\n---\n", "Structured"),
        form("a.yaml", "a: b\n---\nnull\n---\n~\n", "Structured"),
        form("a.yaml", "null\n", "nothing"),
        form("a.yaml", "a: \"\\ud83d\\ude00\"\n", "NOT_YAML"),
        form("a.yaml", "a: \"\\U0001F600\"\n", "Structured"),
        form("a.yaml", "{\"a\": 1e400}\n", "BAD_VALUE"),
        form("a.yaml", "# a\r{b: c}\r", "Structured"),
        form("a.yaml", "--- {a: b}\n", "YAML_STREAM"),
        form("a.yaml", "a: b\n---c\nd: e\n---\nf: g\n", "Structured", "YAML_STREAM", "Structured"),
        form("a.yaml", "a: b\n---\n# c\n...\n", "Structured", "YAML_STREAM"),
        form("a.yaml", "a: b\n...\n# end\n", "Structured"),
        form("a.yaml", "a: b\n...\nc: d\n", "YAML_REST", "Structured"),
        form("a.yaml", "a: b\r---\rc: d\r", "YAML_REST", "Structured"),
        form("a.yaml", "{a: b}\n{c: d}\n", "YAML_REST", "Structured"),
        form(
            "a.yaml",
            "{\"a\": 1}\n---\n{\"b\": 2}\n---\nc: 3",
            "Structured",
            "Structured",
            "Structured"),
        form("a.yaml", "{\"a\": 1}{\"b\": 2}\n---\nc: 3", "Structured", "Structured", "NOT_JSON"),
        form("a.json", "{\"a\": 1}\n---\n{\"b\": 2}", "Structured", "NOT_JSON"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("streams")
  void streamsAreCutAsKubectlCutsThem(String name, String text, List<String> expected) {
    assertThat(read(Limits.DEFAULT, name, text)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'a:\tb', Structured",
    "'a: \t b\t# c', Structured",
    "'a: \"b\"\t', Structured",
    "'a: {\tb:\tc,\td: [e,\tf]}', Structured",
    "'a:\n-\tb', YAML_TAB",
    "'- -\tb', YAML_TAB",
    "'?\ta', YAML_TAB",
    "'a:\n\tb', YAML_TAB",
    "'a: |\n  \tb', YAML_TAB",
    "'a: |2\n  \tb', Structured",
    "'a: | # 2\n  \tb', YAML_TAB",
    "'a: |\n  b\n  \tc', Structured",
    "'a: b\n\tc', YAML_TAB",
    "'a: [\n  b,\n\tc\n\t]', YAML_TAB",
  })
  void tabsAreWhatTheyAreToKubectl(String text, String expected) {
    assertThat(read(Limits.DEFAULT, "a.yaml", text)).containsExactly(expected);
  }

  @Test
  void aTabAfterAKeyChangesNoPlace() {
    Tree.Mapping root = only("a:\tb\nc:\t{d:\te}\n").asMapping().orElseThrow();
    assertThat(root.text("a")).contains("b");
    assertThat(keyMark(root.mapping("c").orElseThrow(), "d")).isEqualTo(new Tree.Mark(2, 5));
  }

  @Test
  void aNumberAsAKeyKeepsItsFractionEvenThroughAnAlias() {
    Tree.Mapping root = only("a: &x 1e6\n*x : b\n1_0.0: c\n").asMapping().orElseThrow();
    assertThat(root.entries().keySet()).containsExactly("a", "1e+06", "10");
    assertThat(root.get("a").orElseThrow().plain()).isEqualTo(1_000_000L);
  }

  static Stream<Arguments> large() {
    String padding = " ".repeat(40);
    return Stream.of(
        form("a.json", "{\"x\": 1}" + padding, "Streamed"),
        form("a.json", "{\"kind\": \"List\"}" + padding, "Structured"),
        form("a.json", "{\"UserDetailList\": []}" + padding, "Structured"),
        form("a.json", "{\"kind\": \"List\"}" + padding.repeat(4), "Streamed"),
        form("a.json", "{\"x\": 1" + padding, "NOT_JSON"),
        form("a.yaml", "x: 1" + padding, "Structured"),
        form("a.yaml", "x: 1" + padding.repeat(4), "TOO_LARGE"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("large")
  void largeJsonIsStreamed(String name, String text, List<String> expected) {
    assertThat(read(SMALL, name, text)).isEqualTo(expected);
  }

  @Test
  void aliasesStandWhereTheirAnchorDoes() {
    Tree.Mapping root = only("a: &x\n  k: v\nb: *x\n").asMapping().orElseThrow();
    assertThat(keyMark(root, "b")).isEqualTo(new Tree.Mark(3, 1));
    assertThat(keyMark(root.mapping("b").orElseThrow(), "k")).isEqualTo(new Tree.Mark(2, 3));
  }

  @Test
  void aMergeThatOverwritesAnExplicitKeyIsTold() {
    assertThat(read(Limits.DEFAULT, "a.yaml", "b: &b {a: 2}\nm: {a: 1, <<: *b}\n"))
        .containsExactly("DUPLICATE_KEY", "Structured");
    assertThat(read(Limits.DEFAULT, "a.yaml", "b: &b {a: 2}\nm: {<<: *b, a: 1}\n"))
        .containsExactly("Structured");
  }

  @Test
  void columnsCountCharactersNotBytes() {
    Tree.Mapping root = only("{\u00e9\ud83d\ude00: x, k: v}\n").asMapping().orElseThrow();
    assertThat(keyMark(root, "k")).isEqualTo(new Tree.Mark(1, 9));
  }

  private static Tree.Mark keyMark(Tree.Mapping mapping, String key) {
    return Objects.requireNonNull(mapping.entries().get(key)).keyMark();
  }

  private static Tree only(String yaml) {
    Kept kept = new Kept();
    new DocumentReader(Limits.DEFAULT).read(file("a.yaml", yaml), kept);
    assertThat(kept.documents).hasSize(1);
    return ((Document.Structured) kept.documents.get(0)).root();
  }

  private static List<String> read(Limits limits, String name, String text) {
    Kept kept = new Kept();
    new DocumentReader(limits).read(file(name, text), kept);
    return kept.seen;
  }

  private static SourceFile file(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private static Arguments form(String name, String text, String... expected) {
    return Arguments.of(name, text, List.of(expected));
  }

  /** Keeps what is read. */
  private static final class Kept implements DocumentReader.Sink {
    final List<Document> documents = new ArrayList<>();
    final List<String> seen = new ArrayList<>();

    @Override
    public void document(Document document) {
      documents.add(document);
      seen.add(document.getClass().getSimpleName());
    }

    @Override
    public void problem(ReadProblem problem) {
      seen.add(problem.problem().code());
    }

    @Override
    public void nothing() {
      seen.add("nothing");
    }
  }
}
