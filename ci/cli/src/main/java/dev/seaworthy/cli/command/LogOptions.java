package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.LogTrust;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which log is read, and whose it has to be. */
@Command
final class LogOptions {
  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the log.")
  Path folder = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PUBLIC.pem",
      description = "The public key that signs the log's checkpoints.")
  Path key = Path.of("");

  @Mixin WitnessOptions witnesses = new WitnessOptions();

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  VerificationKey key() throws ConfigurationException {
    return SealedFiles.verificationKey(key);
  }

  LogReader open() throws ConfigurationException, LogException {
    return LogReader.open(folder, new LogTrust(key(), witnesses.read(spec)));
  }
}
