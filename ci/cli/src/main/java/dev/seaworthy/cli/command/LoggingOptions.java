package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.VerdictLog;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.LoggedVerdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which log a verdict is put into when it is sealed. */
@Command
final class LoggingOptions {
  @Option(
      names = "--log",
      paramLabel = "DIR",
      description =
          "Put the sealed verdict into the transparency log in this folder, which is made where"
              + " there is none, and keep the proof; goes with --log-key.")
  @Nullable Path folder;

  @Option(
      names = "--log-key",
      paramLabel = KeyOptions.LABEL,
      description = "The key that signs the log's checkpoints; not the one that seals.")
  @Nullable KeyName key;

  /**
   * The log, if there is one; refuses options that do not go together, and a log of another key,
   * before anything is judged.
   *
   * @param sealer who seals; empty where nothing is sealed
   * @param keys open the log's key
   */
  Optional<VerdictLog> open(
      CommandSpec spec, Console console, Optional<Signer> sealer, KeyOptions keys)
      throws ConfigurationException {
    Path dir = folder;
    KeyName name = key;
    Usage.require(spec, (dir == null) == (name == null), "--log and --log-key go together");
    if (dir == null || name == null) {
      return Optional.empty();
    }
    Usage.require(
        spec, sealer.isPresent(), "--log is for verdicts that are sealed: give --key and --seal");
    Signer signing = keys.open(name, console);
    String id = signing.verificationKey().id();
    if (sealer.stream().anyMatch(one -> one.verificationKey().id().equals(id))) {
      throw new ConfigurationException(
          "SAME_KEY",
          "the key that seals and the key of the log are one: `%s`".formatted(id),
          "give the log a key of its own: `seaworthy keys generate`");
    }
    requireOwn(dir, signing);
    Messages messages = new Messages(console.err());
    return Optional.of(new VerdictLog(dir, signing, messages::error));
  }

  private static void requireOwn(Path dir, Signer signing) throws ConfigurationException {
    try {
      if (Files.exists(dir.resolve(LogReader.CHECKPOINT))) {
        LogReader.open(dir, signing.verificationKey());
      }
    } catch (LogException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  /** Logs a sealed verdict and writes the proof beside it: {@code v.seal}, {@code v.tlog-proof}. */
  static void prove(VerdictLog log, byte[] seal, SealedFiles files) throws ConfigurationException {
    try {
      String proof = log.append(LoggedVerdict.entry(seal)).text();
      files.writeBeside(".tlog-proof", proof.getBytes(StandardCharsets.UTF_8));
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }
}
