package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.WitnessFile;
import dev.seaworthy.engine.log.Witnesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who must have seen a log's checkpoint besides. */
@Command
final class WitnessOptions {
  private static final int ALL = -1;

  @Option(
      names = "--witness-key",
      paramLabel = "VKEY",
      description =
          "File of the verifier key (vkey) of a witness who must have signed the log's checkpoint"
              + " besides; may be given several times.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--witnesses",
      paramLabel = "NUMBER",
      description = "How many of these witnesses are enough (default: all).")
  int enough = ALL;

  boolean areAny() {
    return !files.isEmpty() || enough != ALL;
  }

  Witnesses read(CommandSpec spec) throws ConfigurationException {
    return read(spec, files, enough == ALL ? null : enough);
  }

  /** The witnesses of these files, of whom so many are enough; all, if that is not said. */
  static Witnesses read(CommandSpec spec, List<Path> files, @Nullable Integer enough)
      throws ConfigurationException {
    Usage.require(
        spec,
        enough == null || (enough > 0 && enough <= files.size()),
        "--witnesses is from 1 to the number of --witness-key");
    return WitnessFile.of(files, enough == null ? files.size() : enough);
  }
}
