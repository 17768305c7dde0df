package dev.seaworthy.collectors.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.engine.json.CanonicalJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds our reading of YAML against that of the kubectl on the PATH, if there is one. */
class KubectlAgreementTest {
  private static final List<String> SCALARS =
      List.of(
          "yes",
          "No",
          "ON",
          "off",
          "y",
          "n",
          "Y",
          "tRue",
          "~",
          "null",
          "Null",
          "''",
          "'yes'",
          "\"0644\"",
          "0644",
          "0o644",
          "08",
          "0x1F",
          "0b11",
          "1_000",
          "-1_0",
          "+12",
          "-0",
          "1.",
          ".5",
          "+.5",
          "1e3",
          "1E-2",
          "1.5e3",
          "2001-01-01",
          "2001-1-1",
          "2001-12-14 21:59:43.10 -5",
          "190:20:30",
          "1.2.3",
          "100m",
          "1Gi",
          "!!str 5",
          "!!int \"3\"",
          "!!binary aGVsbG8=",
          "!!bool yes",
          "!!float 2",
          "! 5",
          "!custom 5",
          "a b",
          "|\n      x\n      y\n",
          ">-\n      x\n      y\n",
          "[1, [2], {a: b}]",
          "{a: yes, yes: 1}",
          "9007199254740991",
          "0.1",
          "123456789.125",
          "=",
          "<",
          "0_7",
          "0x_1",
          "-0x1",
          "1__0",
          "_",
          "0.0",
          "1e18");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base: &b {a: 2, c: 3}\nuse: {a: 1, <<: *b}\n",
        "base: &b {a: 2, c: 3}\nuse: {<<: *b, a: 1}\n",
        "base: &b {a: 2, c: 3}\nuse: {<<: [{a: 1}, *b]}\n",
        "a: 1\na: 2\n",
        "yes: 1\n0644: 2\n1.5: 3\nno: 4\n2001-01-01: 5\n1e3: 6\n",
        "list:\n- a\n-\n- - b\n  - c\n",
        "quoted: \"a\\tb\\u00e9\\n\"\nsingle: 'it''s'\n",
        "folded: >\n  one\n  two\n\n  three\nkept: |+\n  x\n\nlast: end\n",
        "\"<<\": {a: 1}\n",
        "crlf: |\r\n  a\r\n  b\r\n",
        "a:\tb\nc: {\td:\te}\nf: \"g\"\t# h\n",
        "0.0: a\n1e6: b\n1e20: c\n-1.5e-7: d\n1e39: e\n0.1: f\n",
        "a: &x 1e6\n*x : b\n",
      })
  void documents(String yaml) throws Exception {
    assertAgrees(yaml);
  }

  @Test
  void scalars() throws Exception {
    StringBuilder yaml = new StringBuilder("values:\n");
    SCALARS.forEach(scalar -> yaml.append("- v: ").append(scalar.stripTrailing()).append('\n'));
    assertAgrees(yaml.toString());
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 15);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scalarsMadeAtRandom(long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder yaml = new StringBuilder("values:\n");
    for (int i = 0; i < 300; i++) {
      yaml.append("- v: ").append(scalar(random)).append('\n');
    }
    assertAgrees(yaml.toString());
  }

  private static String scalar(Random random) {
    String letters = "0123456789012345678901.eE+_xob-:yYnNo~tfaF";
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    // These begin a list, end a key or are a document marker; integers beyond 2^53 are refused.
    return text.toString().matches("-|.*:|---.*|.*[eE]\\+?[0-9]{2,}.*") ? "x" : text.toString();
  }

  private void assertAgrees(String yaml) throws Exception {
    String head =
        "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x, annotations: {k: v}}\n";
    assertThat(ours(head + yaml)).isEqualTo(theirs(head + yaml));
  }

  private static CanonicalJson ours(String yaml) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    SourceFile file = new SourceFile("a.yaml", bytes.length, () -> new ByteArrayInputStream(bytes));
    Documents sink = new Documents();
    new DocumentReader(Limits.DEFAULT).read(file, sink);
    return CanonicalJson.of(((Document.Structured) sink.documents.get(0)).root().plain());
  }

  private CanonicalJson theirs(String yaml) throws IOException, InterruptedException {
    Path file = Files.writeString(temp.resolve("a.yaml"), yaml);
    Path out = temp.resolve("out.json");
    Path errors = temp.resolve("errors");
    Process kubectl;
    try {
      ProcessBuilder command =
          new ProcessBuilder(
              "kubectl",
              "annotate",
              "--local",
              "-f",
              file.toString(),
              "k=v",
              "--overwrite",
              "-o",
              "json");
      // Whatever cluster the developer is connected to has no part in this.
      command.environment().put("KUBECONFIG", temp.resolve("none").toString());
      kubectl = command.redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      assumeTrue(false, "kubectl is not on the PATH");
      throw e;
    }
    assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(kubectl.exitValue()).as(Files.readString(errors)).isZero();
    return CanonicalJson.parse(Files.readAllBytes(out));
  }

  /** Keeps what is read. */
  private static final class Documents implements DocumentReader.Sink {
    final List<Document> documents = new ArrayList<>();

    @Override
    public void document(Document document) {
      documents.add(document);
    }

    @Override
    public void problem(ReadProblem problem) {
      assertThat(Map.of(problem.problem().code(), problem)).containsOnlyKeys("DUPLICATE_KEY");
    }

    @Override
    public void nothing() {
      throw new AssertionError("there is something to read");
    }
  }
}
