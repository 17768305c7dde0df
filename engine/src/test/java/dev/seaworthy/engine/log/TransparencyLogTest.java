package dev.seaworthy.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransparencyLogTest {
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());
  private static final String ORIGIN = "seaworthy.test/log";

  @TempDir Path folder;

  @Test
  void tilesOfEverySizeHaveTheRootOfTheDefinition() throws LogException {
    // Around the borders of a tile, and of a whole number of them.
    int[] sizes = {1, 2, 255, 256, 257, 511, 512, 700};
    List<byte[]> entries = new ArrayList<>();
    try (TransparencyLog log = open()) {
      for (int size : sizes) {
        while (entries.size() < size) {
          entries.add(entry(entries.size()));
          assertThat(log.append(entry(entries.size() - 1))).isEqualTo(entries.size() - 1);
        }
        Checkpoint head = log.seal();
        assertThat(head.size()).isEqualTo(size);
        assertThat(head.root()).isEqualTo(new NaiveTree(entries).root(size));
        reader().verify();
      }
    }
    assertThat(entriesOf(reader())).containsExactlyElementsOf(texts(700));
  }

  @Test
  void aLogOfManyTilesIsWhole() throws LogException {
    int size = 256 * 256 + 300;
    List<byte[]> entries = new ArrayList<>();
    try (TransparencyLog log = open()) {
      for (int i = 0; i < size; i++) {
        entries.add(entry(i));
        log.append(entry(i));
      }
      assertThat(log.seal().root()).isEqualTo(new NaiveTree(entries).root(size));
    }
    LogReader reader = reader();
    reader.verify();
    assertThat(folder.resolve("tile/0/257.p/44")).hasSize(44 * 32);
    assertThat(folder.resolve("tile/1/000")).hasSize(256 * 32);
    assertThat(folder.resolve("tile/1/001.p/1")).hasSize(32);
    assertThat(folder.resolve("tile/2/000.p/1")).hasSize(32);
    for (int index : new int[] {0, 255, 256, 65_535, 65_536, size - 1}) {
      InclusionProof proof = InclusionProof.parse(reader.prove(index).text());
      assertThat(proof.verify(entry(index), KEY.verificationKey()).size()).isEqualTo(size);
      assertThatThrownBy(() -> proof.verify(entry(index + 1), KEY.verificationKey()))
          .hasMessageContaining("is not number " + index);
    }
  }

  @Test
  void whatWasAppendedIsThereAfterTheProcessDies() throws Exception {
    TransparencyLog died = open();
    for (int i = 0; i < 300; i++) {
      died.append(entry(i));
      if (i == 100) {
        died.seal();
      }
    }
    // A copy is what the disk shows of a process that was killed.
    Path copy = copy("copy");
    died.close();
    try (TransparencyLog log = TransparencyLog.open(copy, KEY, ORIGIN)) {
      assertThat(log.found()).isEmpty();
      assertThat(log.sealed().size()).isEqualTo(300);
      assertThat(log.append(entry(300))).isEqualTo(300);
    }
    assertThat(entriesOf(LogReader.open(copy, KEY.verificationKey())))
        .containsExactlyElementsOf(texts(301));
  }

  @Test
  void anEntryThatACrashTearsWasNeverTaken() throws Exception {
    Path file = pendingOf(10);
    byte[] whole = Files.readAllBytes(file);
    int last = whole.length - 1;
    for (int length = last; length > last - entry(9).length - 8; length--) {
      Path copy = copy("torn-" + length);
      Files.write(copy.resolve("pending/" + file.getFileName()), Arrays.copyOf(whole, length));
      assertThat(reopened(copy)).containsExactlyElementsOf(texts(9));
    }
    Path zeros = copy("zeros");
    byte[] padded = Arrays.copyOf(whole, whole.length + 4096);
    Files.write(zeros.resolve("pending/" + file.getFileName()), padded);
    assertThat(reopened(zeros)).containsExactlyElementsOf(texts(10));
  }

  @Test
  void aDamagedFileIsKeptAndSaid() throws Exception {
    Path file = pendingOf(10);
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    try (TransparencyLog log = open()) {
      assertThat(log.found())
          .singleElement()
          .satisfies(problem -> assertThat(problem.code()).isEqualTo("PENDING_DAMAGED"));
      assertThat(log.sealed().size()).isBetween(1L, 9L);
    }
    assertThat(Path.of(file + ".damaged")).hasBinaryContent(damaged);
  }

  @Test
  void entriesThatAreLostStandAsLost() throws Exception {
    Path file = pendingOf(10);
    Files.move(file, file.resolveSibling("00000000000000000003.pending"));
    try (TransparencyLog log = open()) {
      assertThat(log.found())
          .singleElement()
          .satisfies(
              problem -> assertThat(problem.message()).startsWith("3 entries from number 0 on"));
    }
    List<String> expected = new ArrayList<>(List.of("lost", "lost", "lost"));
    expected.replaceAll(any -> new String(TransparencyLog.LOST, StandardCharsets.UTF_8));
    expected.addAll(texts(10));
    assertThat(entriesOf(reader())).containsExactlyElementsOf(expected);
  }

  @Test
  void aFileThatWasSealedAndNotYetTakenAwayIsNotSealedAgain() throws Exception {
    Path file = pendingOf(10);
    byte[] pending = Files.readAllBytes(file);
    open().close();
    Files.write(file, pending);
    assertThat(reopened(folder)).containsExactlyElementsOf(texts(10));
  }

  @Test
  void tilesThatWereWrittenBeforeACrashAreWrittenAgain() throws Exception {
    try (TransparencyLog log = open()) {
      for (int i = 0; i < 300; i++) {
        log.append(entry(i));
      }
      // The checkpoint of before, with the tiles of after and the entries still waiting.
      Path copy = copy("half");
      log.seal();
      copyInto(folder.resolve("tile"), copy.resolve("tile"));
      assertThat(reopened(copy)).containsExactlyElementsOf(texts(300));
    }
  }

  @Test
  void manyThreadsAppendWhileItIsSealed() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TransparencyLog log = open()) {
      for (int thread = 0; thread < 4; thread++) {
        threads.execute(() -> append500(log));
      }
      threads.shutdown();
      while (!threads.awaitTermination(1, TimeUnit.MILLISECONDS)) {
        log.seal();
      }
    }
    reader().verify();
    assertThat(entriesOf(reader())).hasSize(2000);
  }

  @Test
  void everyChangedByteIsFound() throws Exception {
    try (TransparencyLog log = open()) {
      for (int i = 0; i < 3; i++) {
        log.append(entry(i));
      }
    }
    for (Path file : files(folder)) {
      byte[] whole = Files.readAllBytes(file);
      for (int at = 0; at < whole.length; at++) {
        byte[] changed = whole.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> reader().verify()).isInstanceOf(LogException.class);
      }
      Files.write(file, whole);
    }
    reader().verify();
  }

  @Test
  void aLogThatWasCutOrWrittenAnewDoesNotExtendItsCheckpoint() throws Exception {
    Path cut = folder.resolve("cut");
    try (TransparencyLog log = TransparencyLog.open(cut, KEY, ORIGIN)) {
      log.append(entry(0));
      log.append(entry(1));
      log.seal();
    }
    String two = Files.readString(cut.resolve("checkpoint"));
    LogReader same = LogReader.open(cut, KEY.verificationKey());
    assertThat(same.proveFrom(two).from()).isEqualTo(2);
    for (int entries : new int[] {1, 2, 5}) {
      Path other = folder.resolve("anew-" + entries);
      try (TransparencyLog log = TransparencyLog.open(other, KEY, ORIGIN)) {
        for (int i = 0; i < entries; i++) {
          log.append(entry(100 + i));
        }
      }
      LogReader reader = LogReader.open(other, KEY.verificationKey());
      assertThatThrownBy(() -> reader.proveFrom(two))
          .isInstanceOf(LogException.class)
          .hasMessageContaining("does not extend");
    }
  }

  @Test
  void anotherKeyAnotherProcessAndAnotherTreeAreRefused() throws Exception {
    SigningKey foreign = SigningKey.generate(new SecureRandom());
    try (TransparencyLog log = open()) {
      log.append(entry(0));
      assertThatThrownBy(() -> LogReader.open(folder, foreign.verificationKey()))
          .hasMessageContaining("not signed by the given key");
    }
    assertThatThrownBy(() -> TransparencyLog.open(folder, foreign, ORIGIN))
        .hasMessageContaining("not signed by the given key");
    byte[] tile = Files.readAllBytes(folder.resolve("tile/0/000.p/1"));
    tile[0] ^= 1;
    Files.write(folder.resolve("tile/0/000.p/1"), tile);
    assertThatThrownBy(this::open).hasMessageContaining("is not the head of these tiles");
    assertThatThrownBy(() -> LogReader.open(folder.resolve("none"), KEY.verificationKey()))
        .hasMessageContaining("holds no log");
  }

  @Test
  void entriesHaveASize() throws LogException {
    try (TransparencyLog log = open()) {
      log.append(new byte[65_535]);
      assertThatThrownBy(() -> log.append(new byte[65_536])).hasMessageContaining("65536 bytes");
      assertThatThrownBy(() -> log.append(new byte[0])).hasMessageContaining("0 bytes");
      assertThat(log.unsealed()).isEqualTo(1);
    }
    reader().verify();
  }

  private Path pendingOf(int count) throws LogException, IOException {
    Path waiting = folder.resolve("pending/00000000000000000000.pending");
    TransparencyLog log = open();
    for (int i = 0; i < count; i++) {
      log.append(entry(i));
    }
    byte[] pending = Files.readAllBytes(waiting);
    Path untouched = copy("before");
    log.close();
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    copyInto(untouched, folder);
    assertThat(waiting).hasBinaryContent(pending);
    return waiting;
  }

  private static List<String> reopened(Path folder) throws LogException {
    try (TransparencyLog log = TransparencyLog.open(folder, KEY, ORIGIN)) {
      assertThat(log.found()).isEmpty();
    }
    LogReader reader = LogReader.open(folder, KEY.verificationKey());
    reader.verify();
    return entriesOf(reader);
  }

  private static void append500(TransparencyLog log) {
    try {
      for (int i = 0; i < 500; i++) {
        log.append(entry(i));
      }
    } catch (LogException e) {
      throw new AssertionError(e);
    }
  }

  private TransparencyLog open() throws LogException {
    return TransparencyLog.open(folder, KEY, ORIGIN);
  }

  private LogReader reader() throws LogException {
    return LogReader.open(folder, KEY.verificationKey());
  }

  private static List<String> entriesOf(LogReader reader) throws LogException {
    List<String> entries = new ArrayList<>();
    reader.read(
        0,
        reader.checkpoint().size(),
        (index, entry) -> entries.add(new String(entry, StandardCharsets.UTF_8)));
    return entries;
  }

  private static byte[] entry(int i) {
    return ("entry " + i).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> "entry " + i).toList();
  }

  private Path copy(String name) throws IOException {
    Path copy = folder.resolveSibling(folder.getFileName() + "-" + name);
    copyInto(folder, copy);
    return copy;
  }

  private static void copyInto(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }
}
