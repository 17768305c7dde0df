package dev.seaworthy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {
  @TempDir Path folder = Path.of("");

  @Test
  void aFileIsReplacedWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("v.json"), "old");
    OutputFile.write(file, "new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("v.json");
  }

  @Test
  void aWriterThatBreaksOffLeavesTheOldFileAndNothingElse() throws Exception {
    Path file = Files.writeString(folder.resolve("v.json"), "old");
    assertThatThrownBy(
            () ->
                OutputFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the disk is full");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("v.json");
  }

  @Test
  void aMissingFolderIsNamedAsSuch() {
    assertThatThrownBy(() -> OutputFile.write(folder.resolve("no/v.json"), new byte[0]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the folder it is to lie in does not exist");
  }

  @Test
  void aFolderIsNotOverwritten() {
    assertThatThrownBy(() -> OutputFile.write(folder, new byte[0]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it is a folder");
  }

  @Test
  void aSecretIsForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("key.pem");
    OutputFile.writeSecret(file, new byte[0]);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFullDeviceIsReported() {
    assertThatThrownBy(() -> OutputFile.write(Path.of("/dev/full"), new byte[] {1}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the disk is full");
  }

  private java.util.List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
