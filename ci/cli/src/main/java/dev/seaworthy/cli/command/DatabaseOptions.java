package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.collectors.postgresql.DatabaseAddress;
import dev.seaworthy.collectors.postgresql.DatabaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which database is asked. Its password never stands in an argument. */
@Command
final class DatabaseOptions {
  private static final int MAX_BYTES = 1 << 16;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "The database, `postgresql://user@host:5432/name`. The password comes from PGPASSFILE,"
              + " ~/.pgpass or PGPASSWORD, never from here.")
  @Nullable String database;

  @Option(
      names = "--dsn-file",
      paramLabel = "FILE",
      description =
          "Instead: a file with the URL or `key=value` words, password included, that its owner"
              + " alone may read.")
  @Nullable Path dsnFile;

  /** The address, with the password that the environment holds. */
  DatabaseAddress address(CommandLine commandLine, Map<String, String> environment)
      throws ConfigurationException {
    String url = database;
    Path file = dsnFile;
    if ((url == null) == (file == null)) {
      throw new ParameterException(commandLine, "one of --database and --dsn-file is needed");
    }
    try {
      DatabaseAddress address =
          url != null ? DatabaseAddress.ofArgument(url) : DatabaseAddress.of(secret(file));
      return address.with(environment);
    } catch (DatabaseException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  private static String secret(@Nullable Path file) throws ConfigurationException {
    Path named = Objects.requireNonNull(file);
    String text = new String(InputFile.bytes(named, MAX_BYTES), StandardCharsets.UTF_8);
    if (isOpen(named)) {
      throw new ConfigurationException(
          "SECRET_EXPOSED",
          "`%s` may be read by others than its owner".formatted(named),
          "take the right from them: `chmod 600`");
    }
    return text;
  }

  private static boolean isOpen(Path file) throws ConfigurationException {
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
