package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.preserve.RecordFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Evidence records that a bundle must be covered by. */
@Command
final class RecordOption {
  @Option(
      names = "--evidence-record",
      paramLabel = "FILE",
      description =
          "Of a bundle, with --trust-root: an evidence record (`audit preserve`) that must be of it;"
              + " what it attests counts. May be given several times.")
  List<Path> files = new ArrayList<>();

  boolean areAny() {
    return !files.isEmpty();
  }

  List<byte[]> read() throws ConfigurationException {
    List<byte[]> records = new ArrayList<>();
    for (Path file : files) {
      records.add(RecordFiles.one(file));
    }
    return records;
  }
}
