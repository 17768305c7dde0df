package dev.seaworthy.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedReadingsTest {
  private static final String READER = "this one";

  @TempDir Path temp;

  private final SharedReadings readings = new SharedReadings();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aChangedFolderIsReadAsItIsByItself(long seed) {
    Random random = new Random(seed);
    Folder base = Folder.at(temp.resolve("base"));
    Folder head = Folder.at(temp.resolve("head"));
    for (int i = 0; i < 40; i++) {
      String name = "n%d/f%02d.yaml".formatted(random.nextInt(4), i);
      String before = document(random);
      base.write(name, before);
      boolean removed = random.nextInt(10) == 0;
      boolean changed = random.nextInt(8) == 0;
      String after = changed ? "# moved\n" + document(random) : before;
      head.write(removed ? "moved/" + name : name, after);
    }
    base.write("kept.yaml", pod("kept"));
    head.write("kept.yaml", pod("kept"));
    tellAll(base);
    tellAll(head);
    gather(base, READER);
    Snapshot shared = gather(head, READER);
    assertThat(readings.size()).isPositive();
    assertThat(told(shared)).isEqualTo(told(head.gather()));
  }

  @Test
  void aFileOfTheSameNameAndBytesIsReadOnce() {
    Folder base = Folder.at(temp.resolve("base")).write("a.yaml", pod("a"));
    Folder head = Folder.at(temp.resolve("head")).write("a.yaml", "never read");
    tell(base, "a.yaml", "1");
    tell(head, "a.yaml", "1");
    Snapshot before = gather(base, READER);
    assertThat(gather(head, READER).evidence().get(0)).isSameAs(before.evidence().get(0));
  }

  @Test
  void theSameBytesUnderAnotherNameAreReadAgain() {
    Folder base = Folder.at(temp.resolve("base")).write("a.yaml", pod("a"));
    Folder head = Folder.at(temp.resolve("head")).write("b.yaml", pod("a"));
    tell(base, "a.yaml", "1");
    tell(head, "b.yaml", "1");
    gather(base, READER);
    assertThat(gather(head, READER).evidence())
        .extracting(one -> one.source().file())
        .containsOnly("b.yaml");
  }

  @Test
  void otherBytesAreReadAgain() {
    assertThat(secondReading(pod("a"), "1", pod("b"), "2", READER)).contains("b");
  }

  @Test
  void aFileThatNobodyKnowsIsReadAgain() {
    assertThat(secondReading(pod("a"), "1", pod("b"), "", READER)).contains("b");
  }

  @Test
  void anotherReaderReadsAgain() {
    assertThat(secondReading(pod("a"), "1", pod("b"), "1", "another")).contains("b");
  }

  @Test
  void whatCouldNotBeReadInWholeIsReadAgain() {
    assertThat(secondReading(pod("a") + "---\nbroken: [\n", "1", pod("b"), "1", READER))
        .contains("b");
  }

  @Test
  void whatWasReadWithALookAtOtherFilesIsReadAgain() {
    Folder base =
        Folder.at(temp.resolve("base"))
            .write("nginx.conf", "events {}\nhttp { include sites/*.conf; }\n")
            .write("sites/a.conf", "server { listen 443 ssl; server_name a.example; }\n");
    tell(base, "nginx.conf", "1");
    gather(base, READER);
    assertThat(readings.size()).isZero();
  }

  @Test
  void contentInPlaceOfAFilesOwnIsRead() {
    Folder base = Folder.at(temp.resolve("base")).write("a.yaml", pod("a"));
    tell(base, "a.yaml", "1");
    gather(base, READER);
    Path file = real(base, "a.yaml");
    Snapshot replaced =
        gatherer(READER)
            .replacing(Map.of(file.toString(), pod("b").getBytes(StandardCharsets.UTF_8)))
            .gather(List.of(Request.of(List.of("."), base.root())));
    assertThat(names(replaced)).contains("b").doesNotContain("a");
  }

  @Test
  void whatHintsLeadElsewhereForIsReadAgain() {
    Folder base = Folder.at(temp.resolve("base")).write("a.yaml", pod("a"));
    tell(base, "a.yaml", "1");
    Hints hints = new Hints(List.of(), List.of(base.root().resolve("ca.pem")));
    gatherer(READER).gather(List.of(new Request(List.of("."), base.root(), hints, "")));
    assertThat(readings.size()).isZero();
  }

  /** Names of what the second of two folders holds, each with one file, as they are read. */
  private List<String> secondReading(
      String first, String firstId, String second, String secondId, Object reader) {
    Folder base = Folder.at(temp.resolve("base")).write("a.yaml", first);
    Folder head = Folder.at(temp.resolve("head")).write("a.yaml", second);
    tell(base, "a.yaml", firstId);
    if (!secondId.isEmpty()) {
      tell(head, "a.yaml", secondId);
    }
    gather(base, READER);
    return names(gather(head, reader));
  }

  private static List<String> names(Snapshot snapshot) {
    return snapshot.evidence().stream().map(one -> one.subject().name()).toList();
  }

  private Snapshot gather(Folder folder, Object reader) {
    return gatherer(reader).gather(List.of(Request.of(List.of("."), folder.root())));
  }

  private Gatherer gatherer(Object reader) {
    return new Gatherer(Collectors.all(Folder.SALT), GatherOptions.DEFAULT)
        .sharing(readings, reader);
  }

  private void tell(Folder folder, String name, String id) {
    readings.tell(Map.of(real(folder, name).toString(), id));
  }

  /** Every file under what its bytes are. */
  private void tellAll(Folder folder) {
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.toRealPath().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    readings.tell(contents);
  }

  private static Path real(Folder folder, String name) {
    try {
      return folder.root().resolve(name).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of a snapshot, lines and columns included. */
  private static String told(Snapshot snapshot) {
    List<Location> places =
        snapshot.evidence().stream()
            .map(Evidence::locations)
            .map(one -> one.locate(new JsonPath(List.of("metadata", "name"))))
            .toList();
    return snapshot.toCanonicalJson() + "\n" + places;
  }

  private static String pod(String name) {
    return "apiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: shop, labels: {a: b}}\n"
            .formatted(name)
        + "spec: {containers: [{name: c, image: i}]}\n";
  }

  private static String document(Random random) {
    int n = random.nextInt(12);
    return switch (random.nextInt(5)) {
      case 0 -> "broken: [\n";
      case 1 ->
          "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
              + "metadata: {name: p%d, namespace: shop}\nspec: {podSelector: {}}\n".formatted(n);
      case 2 ->
          "apiVersion: v1\nkind: Secret\nmetadata: {name: s%d}\nstringData: {a: b, I: i}\n"
              .formatted(n);
      default -> pod("w" + n);
    };
  }
}
