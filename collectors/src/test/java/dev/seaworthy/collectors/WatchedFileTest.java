package dev.seaworthy.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.document.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedFileTest {
  private static final int MIB = 1 << 20;

  private final List<String> told = new ArrayList<>();
  private final Progress progress =
      new Progress() {
        @Override
        public void read(int done, int total, String file) {}

        @Override
        public void within(String file, long bytes, long size) {
          told.add(file + " " + bytes / MIB + " of " + size / MIB);
        }
      };

  @Test
  void aLargeFileTellsHowFarItIs() throws IOException {
    drain(WatchedFile.of(file(40 * MIB), progress));
    assertThat(told)
        .containsExactly("a 8 of 40", "a 16 of 40", "a 24 of 40", "a 32 of 40", "a 40 of 40");
  }

  @Test
  void aSmallOneDoesNot() throws IOException {
    drain(WatchedFile.of(file(16 * MIB), progress));
    assertThat(told).isEmpty();
  }

  @Test
  void whateverItsSizeItLiesWhereItLay() {
    SourceFile.Folder folder =
        new SourceFile.Folder() {
          @Override
          public Optional<SourceFile> file(String name) {
            return Optional.empty();
          }

          @Override
          public List<String> names(String below, int limit) {
            return List.of();
          }
        };
    SourceFile large = new SourceFile("a", 40 * MIB, InputStream::nullInputStream, folder);
    assertThat(WatchedFile.of(large, progress).folder()).isSameAs(folder);
  }

  private static SourceFile file(int size) {
    return new SourceFile("a", size, () -> new ByteArrayInputStream(new byte[size]));
  }

  private static void drain(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      assertThat(in.readAllBytes()).hasSize((int) file.size());
    }
  }
}
