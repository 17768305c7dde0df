package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.audit.VerdictLog;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.format.SealNote;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.seal.Seal;
import dev.seaworthy.engine.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a verdict is sealed into a file, by which key, and what is done with the seal. */
@Command
final class SealingOptions {
  @Option(
      names = "--key",
      paramLabel = KeyOptions.LABEL,
      description = "Seal the verdict with this key; goes with --seal.")
  @Nullable KeyName key;

  @Option(
      names = "--seal",
      paramLabel = "FILE",
      description =
          "Write the sealed verdict to FILE and the evidence to FILE.snapshot.json"
              + " (FILE without its suffix); goes with --key.")
  @Nullable Path seal;

  @Mixin TimestampOptions timestamps = new TimestampOptions();
  @Mixin LoggingOptions logging = new LoggingOptions();
  @Mixin PreviousOption previous = new PreviousOption();
  @Mixin KeyOptions keys = new KeyOptions();

  /** All that is needed to seal, opened before anything is judged. */
  record Sealing(Signer key, Path file, Optional<VerdictLog> log) {}

  /** A verdict as it was sealed. */
  record Sealed(Verdict verdict, SealNote note, SealedFiles files) {}

  /** Whether any is given. */
  boolean isAsked() {
    return key != null || seal != null;
  }

  /** Opens what the options name; refuses those that do not go together. */
  Optional<Sealing> open(CommandSpec spec, Console console) throws ConfigurationException {
    timestamps.check(spec, seal != null);
    KeyName name = key;
    Path file = seal;
    Usage.require(spec, (name == null) == (file == null), "--key and --seal go together");
    Usage.require(
        spec, name != null || previous.previous == null, "--previous goes with --key and --seal");
    if (name == null || file == null) {
      logging.open(spec, console, Optional.empty(), keys);
      return Optional.empty();
    }
    Signer signer = keys.open(name, console);
    return Optional.of(
        new Sealing(signer, file, logging.open(spec, console, Optional.of(signer), keys)));
  }

  /** Seals, and writes the files. */
  Sealed seal(Verdict judged, Sealing sealing, Console console) throws ConfigurationException {
    SealedFiles files = SealedFiles.of(sealing.file());
    Verdict verdict = previous.in(judged, sealing.key());
    byte[] envelope = Seal.of(verdict, sealing.key());
    List<byte[]> stamps = timestamps.of(envelope, console);
    if (sealing.log().isPresent()) {
      LoggingOptions.prove(sealing.log().get(), envelope, files);
    }
    files.write(verdict, envelope, stamps);
    String keyid = sealing.key().verificationKey().id();
    return new Sealed(verdict, new SealNote(keyid, Digest.of(envelope)), files);
  }
}
