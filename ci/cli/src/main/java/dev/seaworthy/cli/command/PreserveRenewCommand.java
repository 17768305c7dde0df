package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleOutput;
import dev.seaworthy.cli.audit.PolicyArchives;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.preserve.RecordFiles;
import dev.seaworthy.cli.preserve.Renewals;
import dev.seaworthy.cli.stamp.TimeStamping;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.preserve.EvidenceRecord;
import dev.seaworthy.engine.preserve.Preservation;
import dev.seaworthy.engine.seal.TrustRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renews evidence records. */
@Command(
    name = "renew",
    description = "Renew evidence records before their time stamps no longer hold.",
    sortOptions = false,
    footer = {
      "",
      "Without --hash by a time stamp over the last one (RFC 4998, section 5.2), which needs no bundle:",
      "when its certificate nears its end. With --hash by a new hash tree over the bundles and all that",
      "was before: when the hash algorithm grows weak. What no longer verifies is not renewed, and",
      "nothing then is; the records that there are stay as they are.",
      "",
      "Examples:",
      "  seaworthy audit preserve renew records-2026 --timestamp http://tsa.example/tsr \\",
      "    --trust-root trust.yaml -o records-2029",
      "  seaworthy audit preserve renew records-2029 --hash sha-512 --data archive/ \\",
      "    --timestamp http://tsa.example/tsr --trust-root trust.yaml -o records-2032",
      "",
      "Exit codes: 0 written, 1 a record does not verify, 3 bad usage or configuration, or no time",
      "stamp, 4 internal error."
    })
final class PreserveRenewCommand implements Callable<Integer> {
  @Parameters(
      arity = "1",
      paramLabel = "RECORDS",
      description = "An evidence record, or a folder of them.")
  Path records = Path.of("");

  @Option(
      names = "--timestamp",
      required = true,
      paramLabel = "URL",
      description = "The authority (RFC 3161) that is asked.")
  String address = "";

  @Option(
      names = "--trust-root",
      required = true,
      paramLabel = "FILE",
      description = "Which authorities count, by which the records must still verify.")
  Path trustRoot = Path.of("");

  @Mixin HashOption hash = new HashOption();

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "What the records are of, by its name; needed for --hash.")
  List<Path> data = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "A new folder for the renewed records.")
  Path folder = Path.of("");

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  PreserveRenewCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Usage.require(
        spec, hash.chosen().isEmpty() || !data.isEmpty(), "--hash needs the bundles: --data");
    BundleOutput.requireFree(folder);
    TrustRoot trust = PolicyArchives.trusting(trustRoot, setup);
    Renewals renewals =
        new Renewals(trust.rules(), setup.console().clock().instant(), setup.console().err());
    if (!renewals.take(RecordFiles.read(records), data, hash.chosen())) {
      setup.console().err().println("NOT RENEWED: nothing was written");
      return ExitCode.FAIL;
    }
    SortedMap<String, EvidenceRecord> renewed = new TreeMap<>();
    TimeStamping stamping = new TimeStamping(setup.console().clock(), problem -> {});
    for (Preservation tree : renewals.trees()) {
      byte[] token = stamping.token(address, tree.algorithm().oid(), tree.root().bytes());
      renewed.putAll(tree.stamped(token));
    }
    RecordFiles.write(renewed, folder);
    setup
        .console()
        .out()
        .printf(
            "evidence records: %d renewed, by %d time stamp(s)%n",
            renewed.size(), renewals.trees().size());
    return ExitCode.PASS;
  }
}
