package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that are named on the command line, and says what is wrong where one cannot be. */
public final class InputFile {
  /** Above any honest verdict, snapshot or bundle. */
  private static final int MAX_BYTES = 512 << 20;

  private InputFile() {}

  public static byte[] bytes(Path file) throws ConfigurationException {
    return bytes(file, MAX_BYTES);
  }

  public static byte[] bytes(Path file, int limit) throws ConfigurationException {
    if (Files.isDirectory(file)) {
      throw refused(file, "it is a folder", "name a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw refused(file, "it is too large", "check that it is the file you mean");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw refused(file, "there is no such file", "check the path");
    } catch (AccessDeniedException e) {
      throw refused(file, "permission denied", "let this user read it: `chmod u+r`");
    } catch (IOException e) {
      throw refused(file, "the system refuses it", "check the disk and the path");
    }
  }

  public static String text(Path file) throws ConfigurationException {
    return new String(bytes(file, 1 << 20), StandardCharsets.UTF_8);
  }

  private static ConfigurationException refused(Path file, String why, String fix) {
    return new ConfigurationException(
        "CANNOT_READ", "`%s` cannot be read: %s".formatted(file, why), fix);
  }
}
