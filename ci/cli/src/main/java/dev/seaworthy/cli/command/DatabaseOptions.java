package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.key.SecretFile;
import dev.seaworthy.collectors.postgresql.DatabaseAddress;
import dev.seaworthy.collectors.postgresql.DatabaseException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which database is asked. Its password never stands in an argument. */
@Command
final class DatabaseOptions {
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
          url != null
              ? DatabaseAddress.ofArgument(url)
              : DatabaseAddress.of(SecretFile.text(Objects.requireNonNull(file)));
      return address.with(environment);
    } catch (DatabaseException e) {
      throw new ConfigurationException(e.problem());
    }
  }
}
