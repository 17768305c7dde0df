package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a secret, which its owner alone may read. */
public final class SecretFile {
  private static final int MAX_BYTES = 1 << 16;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  public static String text(Path file) throws ConfigurationException {
    String text = new String(InputFile.bytes(file, MAX_BYTES), StandardCharsets.UTF_8);
    if (isOpen(file)) {
      throw new ConfigurationException(
          "SECRET_EXPOSED",
          "`%s` may be read by others than its owner".formatted(file),
          "take the right from them: `chmod 600`");
    }
    return text;
  }

  /** Whether others than its owner may read or change it. */
  public static boolean isOpen(Path file) throws ConfigurationException {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException e) {
      // A file system without such rights keeps others out in its own way.
      return false;
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_READ",
          "`%s` does not tell who may read it".formatted(file),
          "check the disk and the path");
    }
  }
}
