package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleOutput;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.preserve.ArchivedFiles;
import dev.seaworthy.cli.preserve.RecordFiles;
import dev.seaworthy.cli.stamp.TimeStamping;
import dev.seaworthy.engine.preserve.HashAlgorithm;
import dev.seaworthy.engine.preserve.Preservation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes evidence records. */
@Command(
    name = "create",
    description = "Have one time stamp attest that many bundles are there, all of each.",
    sortOptions = false,
    footer = {
      "",
      "Asks once, whatever the number of bundles, and writes an evidence record (RFC 4998) for each:",
      "that of `evidence-18.0.4` is `evidence-18.0.4.ers`. Whether the bundles hold is not looked at:",
      "verify them first.",
      "",
      "Examples:",
      "  seaworthy audit preserve create archive/ --timestamp http://tsa.example/tsr -o records-2026",
      "  seaworthy audit preserve create evidence-18.0.4.zip --hash sha-512 \\",
      "    --timestamp http://tsa.example/tsr -o records-2026",
      "",
      "Exit codes: 0 written, 3 bad usage or configuration, or no time stamp, 4 internal error."
    })
final class PreserveCreateCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Evidence bundles (folder, .zip, .tar.gz), sealed verdicts, and folders of both.")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--timestamp",
      required = true,
      paramLabel = "URL",
      description = "The authority (RFC 3161) that is asked.")
  String address = "";

  @Mixin HashOption hash = new HashOption();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "A new folder for the records.")
  Path folder = Path.of("");

  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;

  PreserveCreateCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    BundleOutput.requireFree(folder);
    SortedMap<String, Path> places = ArchivedFiles.places(paths);
    Preservation preservation = new Preservation(hash.chosen().orElse(HashAlgorithm.SHA_256));
    for (Map.Entry<String, Path> place : places.entrySet()) {
      preservation.add(place.getKey(), ArchivedFiles.read(place.getValue()));
    }
    byte[] token =
        new TimeStamping(setup.console().clock(), problem -> {})
            .token(address, preservation.algorithm().oid(), preservation.root().bytes());
    RecordFiles.write(preservation.stamped(token), folder);
    setup
        .console()
        .out()
        .printf(
            "evidence records: %d, by one time stamp over %s%n",
            places.size(), preservation.algorithm().id());
    return ExitCode.PASS;
  }
}
