package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.PlantedSecrets.Planted;
import dev.seaworthy.cli.format.VerdictFormats;
import dev.seaworthy.cli.git.TestRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets planted where evidence is read from, and looked for in every byte that comes out, in
 * whatever form.
 */
final class PlantedSecretsTest {
  private static final String RELEASE =
      """
      apiVersion: seaworthy.dev/v1
      kind: Release
      candidate: {name: erp, version: 1.0.0, digest: "sha256:%s"}
      environment: production
      architecture: dedicated
      evidence:
      - collector: kubernetes
        paths: [inputs]
      bundles:
      - {name: kubernetes, version: 2.0.1}
      - {name: security, version: 1.3.0}
      """
          .formatted("a".repeat(64));

  @TempDir static Path folder = Path.of("");

  private static Path inputs = Path.of("");
  private static Path key = Path.of("");
  private static Path publicKey = Path.of("");
  private static Path bundle = Path.of("");

  @BeforeAll
  static void plant() throws IOException {
    inputs = Files.createDirectory(folder.resolve("inputs"));
    PlantedSecrets.write(inputs);
    key = folder.resolve("key.pem");
    publicKey = folder.resolve("key.pub");
    new Bench().run("keys", "generate", "-o", key);
    bundle = bundle("bundle", inputs);
  }

  static List<String> formats() {
    return VerdictFormats.names();
  }

  @Test
  void eachIsPlantedAndFound() throws IOException {
    assertThat(PlantedSecrets.ALL).hasSizeGreaterThanOrEqualTo(60);
    assertThat(PlantedSecrets.ALL).extracting(Planted::secret).doesNotHaveDuplicates();
    TreeSet<String> kinds = new TreeSet<>();
    PlantedSecrets.ALL.forEach(planted -> kinds.add(planted.kind()));
    assertThat(kinds).hasSameSizeAs(PlantedSecrets.ALL);
    assertThat(PlantedSecrets.in(textOf(inputs))).isEqualTo(kinds);
  }

  /** What is looked for is found in each form that it could hide in. */
  @Test
  void eachFormIsFound() {
    String secret = PlantedSecrets.ALL.get(0).secret();
    assertThat(PlantedSecrets.forms(secret))
        .allSatisfy(form -> assertThat(PlantedSecrets.in("x" + form + "y")).hasSize(1));
  }

  @Test
  void evidenceHoldsNone() {
    Bench.Ran ran = new Bench().run("collect", "--format", "json", inputs);
    assertThat(ran.out()).contains("\"ConfigMap\"", "\"Deployment\"", "concealed_by_seaworthy");
    holdsNone(ran);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void reportsHoldNone(String format) throws IOException {
    Path file = folder.resolve("report." + format);
    Bench.Ran ran = new Bench().runReal("check", "--format", format, "-o", file, inputs);
    assertThat(file).isNotEmptyFile();
    holdsNone(ran);
    assertThat(PlantedSecrets.in(textOf(file))).isEmpty();
  }

  @Test
  void theBundleHoldsNone() throws IOException {
    assertThat(PlantedSecrets.in(textOf(bundle))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"packed.zip", "packed.tar.gz"})
  void archivesHoldNone(String name) throws IOException {
    assertThat(PlantedSecrets.in(textOf(bundle(name, inputs)))).isEmpty();
  }

  @Test
  void theRedactedBundleHoldsNone() throws IOException {
    Path out = folder.resolve("redacted");
    holdsNone(
        new Bench()
            .runReal("audit", "redact", bundle, "--profile", "network", "--force", "-o", out));
    assertThat(PlantedSecrets.in(textOf(out))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEC-01", "K8S-07", "K8S-09", "TLS-03"})
  void explanationsHoldNone(String control) {
    Bench.Ran ran = new Bench().runReal("explain", control, inputs);
    assertThat(ran.out()).contains(control);
    holdsNone(ran);
    holdsNone(new Bench().runReal("explain", control, "--format", "json", inputs));
  }

  @Test
  void differencesHoldNone() throws IOException {
    Path none = Files.createDirectory(folder.resolve("none"));
    Files.writeString(none.resolve("a.yaml"), Bench.object("a"));
    Path before = bundle("before", none);
    for (String format : List.of("table", "json")) {
      Bench.Ran ran =
          new Bench()
              .runReal("audit", "diff", before, bundle, "--key", publicKey, "--format", format);
      assertThat(ran.out()).as(ran.err()).contains("SEC-01");
      holdsNone(ran);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"diff", "json"})
  void fixesHoldNone(String format) {
    Bench.Ran ran = new Bench().runReal("fix", "--format", format, inputs);
    assertThat(ran.out()).contains("+++ b/");
    holdsNone(ran);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "markdown"})
  void changesHoldNone(String format) throws IOException {
    try (TestRepository repository = TestRepository.in(folder.resolve("git-" + format), false)) {
      String base = repository.commit(Map.of("a.yaml", Bench.object("a")));
      Map<String, String> files = new HashMap<>(PlantedSecrets.files());
      files.put("a.yaml", Bench.object("a"));
      String head = repository.commit(files, base);
      Bench.Ran ran = new Bench().runReal(Bench.pr(repository, base, head, "--format", format));
      assertThat(ran.out()).contains("SEC-01");
      holdsNone(ran);
    }
  }

  /** Out of order too: a stage that is not sealed says what it found. */
  @Test
  void gatesAndTheirStoreHoldNone() throws IOException {
    Path store = folder.resolve("verdicts");
    Path release = folder.resolve("release.yaml");
    Files.writeString(release, RELEASE);
    for (String format : List.of("table", "json")) {
      for (String stage : List.of("build", "security")) {
        Bench.Ran ran = stages("gate", store, stage, release, "--key", key, "--format", format);
        assertThat(ran.out()).as(ran.err()).contains(stage);
      }
    }
    for (String format : List.of("table", "json", "html")) {
      Bench.Ran ran = stages("status", store, release, "--format", format);
      assertThat(ran.out()).as(ran.err()).contains("security");
    }
    assertThat(PlantedSecrets.in(textOf(store))).isEmpty();
  }

  private static Bench.Ran stages(String command, Path store, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command, "--trust", publicKey, "--store", store));
    words.addAll(List.of(more));
    Bench.Ran ran = new Bench().runReal(words.toArray());
    holdsNone(ran);
    return ran;
  }

  private static Path bundle(String name, Path of) {
    Path out = folder.resolve(name);
    Bench.Ran ran = new Bench().runReal("audit", "bundle", of, "--key", key, "-o", out);
    assertThat(out).as(ran.err()).exists();
    holdsNone(ran);
    return out;
  }

  private static void holdsNone(Bench.Ran ran) {
    assertThat(PlantedSecrets.in(ran.out())).isEmpty();
    assertThat(PlantedSecrets.in(ran.err())).isEmpty();
  }

  /** Every byte below, of archives what is packed in them, of documents what they say. */
  private static String textOf(Path root) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        text.append(file.getFileName()).append('\n').append(contentOf(file));
      }
    }
    return text.toString();
  }

  private static String contentOf(Path file) throws IOException {
    String name = file.toString();
    try (InputStream in = Files.newInputStream(file)) {
      if (name.endsWith(".zip")) {
        return unzipped(in);
      }
      if (name.endsWith(".tar.gz")) {
        return latin(new GZIPInputStream(in).readAllBytes());
      }
      byte[] bytes = in.readAllBytes();
      if (name.endsWith("pdf")) {
        try (var document = Loader.loadPDF(bytes)) {
          return new PDFTextStripper().getText(document);
        }
      }
      return latin(bytes);
    }
  }

  private static String unzipped(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      zip.transferTo(all);
    }
    return latin(all.toByteArray());
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
