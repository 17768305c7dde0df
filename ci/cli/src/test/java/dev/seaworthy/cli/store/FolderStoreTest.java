package dev.seaworthy.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.gate.StoreException;
import dev.seaworthy.engine.gate.VerdictStore;
import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends VerdictStoreContract {
  private static final int PROCESSES = 3;

  @TempDir Path parent = Path.of("");

  /** Adds to a store from a process of its own. */
  public static final class Adder {
    private Adder() {}

    public static void main(String[] args) throws StoreException {
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        addTheNumberThatAreThere(new FolderStore(Path.of(args[0])));
      }
    }
  }

  @Override
  VerdictStore open() {
    return new FolderStore(folder());
  }

  @Test
  void processesDoNotLoseEachOthersVerdicts() throws Exception {
    List<Process> adders = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      adders.add(adder(10));
    }
    for (Process adder : adders) {
      assertThat(adder.waitFor()).isZero();
    }
    assertThat(read(open())).hasSize(PROCESSES * 10);
  }

  @Test
  void aFileOfAnyOtherNameIsNamed() throws Exception {
    open().append(bytes("a"), () -> true);
    Files.writeString(folder().resolve("notes.txt"), "hello");
    Files.writeString(folder().resolve("AB.seal"), "hello");
    assertThat(unreadable()).containsExactly("AB.seal", "notes.txt");
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Files.createDirectories(folder());
    Path outside = Files.write(parent.resolve("outside"), bytes("a"));
    String name = Digest.of(bytes("a")).hex() + ".seal";
    Files.createSymbolicLink(folder().resolve(name), outside);
    assertThat(unreadable()).containsExactly(name);
  }

  @Test
  void aFolderInAVerdictsPlaceIsNamed() throws Exception {
    String name = Digest.of(bytes("a")).hex() + ".seal";
    Files.createDirectories(folder().resolve(name));
    assertThat(unreadable()).containsExactly(name);
  }

  @Test
  void aVerdictInALinksPlaceReplacesTheLinkAndNotItsTarget() throws Exception {
    Files.createDirectories(folder());
    Path outside = Files.write(parent.resolve("outside"), bytes("b"));
    Files.createSymbolicLink(folder().resolve(Digest.of(bytes("a")).hex() + ".seal"), outside);
    open().append(bytes("a"), () -> true);
    assertThat(read(open())).containsValue("a");
    assertThat(outside).hasContent("b");
  }

  @Test
  void bytesThatAreNotTheVerdictsOwnArePutRight() throws Exception {
    open().append(bytes("a"), () -> true);
    Files.write(folder().resolve(Digest.of(bytes("a")).hex() + ".seal"), bytes("b"));
    open().append(bytes("a"), () -> true);
    assertThat(read(open())).containsValue("a");
  }

  @Test
  void whatACrashLeftHalfWrittenIsNotRead() throws Exception {
    Files.createDirectories(folder());
    Files.write(folder().resolve("." + Digest.of(bytes("a")).hex() + ".seal.77"), bytes("half"));
    assertThat(read(open())).isEmpty();
  }

  @Test
  void nothingButVerdictsAndTheLockIsLeftBehind() throws Exception {
    open().append(bytes("a"), () -> true);
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", Digest.of(bytes("a")).hex() + ".seal");
    }
  }

  @Test
  void aFileInTheStoresPlaceIsRefused() throws IOException {
    Files.writeString(folder(), "hello");
    assertThatThrownBy(() -> read(open()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is no folder");
    assertThatThrownBy(() -> open().append(bytes("a"), () -> true))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is no folder");
  }

  private Path folder() {
    return parent.resolve("store");
  }

  private Process adder(int verdicts) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Adder.class.getName(),
            folder().toString(),
            Integer.toString(verdicts))
        .inheritIO()
        .start();
  }

  private List<String> unreadable() throws StoreException {
    List<String> names = new ArrayList<>();
    open()
        .read(
            new VerdictStore.Reader() {
              @Override
              public void verdict(Digest name, byte[] sealed) {}

              @Override
              public void unreadable(String name, Problem problem) {
                names.add(name);
              }
            });
    return names;
  }
}
