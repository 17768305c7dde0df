package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.log.Witnessing;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.log.Cosignature;
import dev.seaworthy.engine.log.Cosigned;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogReader;
import dev.seaworthy.engine.log.TransparencyLog;
import dev.seaworthy.engine.log.Witnesses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has witnesses sign a log's checkpoint. */
@Command(
    name = "witness",
    description = "Ask witnesses to sign the checkpoint of a log besides, and keep what they sign.",
    sortOptions = false,
    footer = {
      "",
      "Asks as C2SP tlog-witness has it: the checkpoint, with the proof that the log extends what the",
      "witness has seen of it. Who runs the witness must have added the log's name and key. Proofs that",
      "are made under this checkpoint have its signatures; the next checkpoint has none. What a running",
      "server writes is not touched: write that checkpoint into a file with -o.",
      "",
      "Example:",
      "  seaworthy log witness verdicts --key log-key.pub --ask https://witness.example \\",
      "    --witness-key witness.vkey",
      "",
      "Exit codes: 0 enough have signed, 1 too few, 3 bad usage or configuration, 4 internal error."
    })
final class LogWitnessCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the log.")
  Path folder = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PUBLIC.pem",
      description = "The public key that signs the log's checkpoints.")
  Path key = Path.of("");

  @Option(
      names = "--ask",
      required = true,
      paramLabel = "URL",
      description =
          "Where a witness answers, without `/add-checkpoint`; may be given several times.")
  List<String> addresses = new ArrayList<>();

  @Option(
      names = "--witness-key",
      required = true,
      paramLabel = "VKEY",
      description =
          "File of the verifier key (vkey) of a witness that is asked; may be given several times.")
  List<Path> witnessKeys = new ArrayList<>();

  @Option(
      names = "--witnesses",
      paramLabel = "NUMBER",
      description = "How many of these witnesses are enough (default: all).")
  @Nullable Integer enough;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the checkpoint with all signatures here and not into the log.")
  @Nullable Path output;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  LogWitnessCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    Witnesses witnesses = WitnessOptions.read(spec, witnessKeys, enough);
    LogReader log = LogReader.open(folder, SealedFiles.verificationKey(key));
    Set<String> signed = new HashSet<>();
    Cosigned checkpoint = asked(log, witnesses, signed);
    if (signed.size() < witnesses.threshold()) {
      new Messages(console.err()).error(tooFew(signed.size(), witnesses.threshold()));
      return ExitCode.FAIL;
    }
    Path file = output;
    if (file == null) {
      TransparencyLog.cosign(folder, log.cosigned(), checkpoint);
    } else {
      OutputFile.write(file, checkpoint.note().getBytes(StandardCharsets.UTF_8));
    }
    return ExitCode.PASS;
  }

  /** The checkpoint with what each witness signed; who does not is told. */
  private Cosigned asked(LogReader log, Witnesses witnesses, Set<String> signed) {
    Witnessing witnessing = new Witnessing(log, witnesses);
    Messages messages = new Messages(console.err());
    Cosigned checkpoint = log.cosigned();
    for (String address : addresses) {
      try {
        Cosigned.Taken taken = witnessing.ask(address, checkpoint);
        Cosignature by = taken.by();
        checkpoint = taken.checkpoint();
        signed.add(by.witness());
        console.out().printf("%d entries seen by %s%n", log.checkpoint().size(), by);
      } catch (ConfigurationException e) {
        e.diagnostics().forEach(one -> messages.error(one.problem()));
      } catch (LogException e) {
        messages.error(e.problem());
      }
    }
    return checkpoint;
  }

  private static Problem tooFew(int signed, int needed) {
    return new Problem(
        "TOO_FEW_WITNESSES",
        "%d of the witnesses that are named signed the checkpoint; %d must"
            .formatted(signed, needed),
        "ask others too, or say with `--witnesses` how many are enough; nothing was written");
  }
}
