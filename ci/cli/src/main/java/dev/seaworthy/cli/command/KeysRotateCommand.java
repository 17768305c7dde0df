package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.TrustSuccession;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.key.NewKeyFile;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.seal.Rotation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets one key follow another in a trust root. */
@Command(
    name = "rotate",
    description =
        "Let a new key follow another: write both their times into a trust root, and a statement"
            + " that both signed.",
    sortOptions = false,
    footer = {
      "",
      "What the old key sealed before still verifies. NAME.pub and NAME.rotation.json lie beside",
      "the trust root, which is changed last and as a whole. No file is replaced.",
      "",
      "Examples:",
      "  seaworthy keys rotate trust.yaml --key old.pem --name release-2027 -o release-2027.pem",
      "  seaworthy keys rotate trust.yaml --key hashivault://release --name release-v2"
          + " --next-version",
      "  seaworthy keys rotate trust.yaml --key awskms:///alias/old --name release-2027 --to"
          + " awskms:///alias/new"
    })
final class KeysRotateCommand implements Callable<Integer> {
  private static final String NAME = "[\\w][\\w.-]{0,99}";

  @Parameters(paramLabel = "TRUST-ROOT", description = "The trust root that names the old key.")
  Path trustRoot = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = KeyOptions.LABEL,
      description = "The old key, which vouches for the new one.")
  KeyName key = new KeyName("");

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What the new key is called in the trust root.")
  String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Make a new key in this file, which only its owner may read.")
  @Nullable Path output;

  @Option(names = "--encrypt", description = "Keep that key under a password.")
  boolean encrypt;

  @Option(
      names = "--next-version",
      description = "Have the service that keeps the old key make its next version.")
  boolean nextVersion;

  @Option(
      names = "--to",
      paramLabel = KeyOptions.LABEL,
      description = "Take this key, which is there already.")
  @Nullable KeyName to;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When the one ends and the other begins (RFC 3339; default: now).")
  @Nullable String at;

  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  KeysRotateCommand(Console console) {
    this.console = console;
  }

  /** The new key, and how to name it. */
  private record Successor(Signer signer, String shown) {}

  @Override
  public Integer call() throws ConfigurationException {
    int ways = (output == null ? 0 : 1) + (to == null ? 0 : 1) + (nextVersion ? 1 : 0);
    Usage.require(spec, ways == 1, "give one of -o, --to and --next-version");
    Usage.require(spec, !encrypt || output != null, "--encrypt goes with -o");
    Usage.require(spec, name.matches(NAME), "--name is of letters, digits, `.`, `-` and `_`");
    Instant when = when();
    Path open = trustRoot.resolveSibling(name + ".pub");
    Path statement = trustRoot.resolveSibling(name + ".rotation.json");
    Signer old = keys.open(key, console);
    TrustSuccession trust = new TrustSuccession(trustRoot, old.verificationKey(), name, when);
    requireNew(open);
    requireNew(statement);
    Successor successor = successor();
    requireOther(old, successor);
    Rotation rotation =
        new Rotation(
            new Rotation.Holder(trust.old().name(), old.verificationKey()),
            new Rotation.Holder(name, successor.signer().verificationKey()),
            trust.old().role().id(),
            when);
    byte[] signed = rotation.sign(old, successor.signer());
    OutputFile.write(open, rotation.after().key().toPem().getBytes(StandardCharsets.US_ASCII));
    OutputFile.write(statement, signed);
    trust.write(String.valueOf(open.getFileName()), rotation.after().key());
    tell(rotation, successor.shown(), open, statement);
    return ExitCode.PASS;
  }

  private Instant when() {
    Instant now = console.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant chosen = ChosenTime.in(at, spec.commandLine()).orElse(now);
    Usage.require(
        spec, !chosen.isBefore(now), "--at is past: what the old key sealed since would not count");
    return chosen;
  }

  private Successor successor() throws ConfigurationException {
    Path file = output;
    KeyName named = to;
    if (file != null) {
      requireNew(file);
      return new Successor(
          NewKeyFile.write(file, encrypt, keys.password(console)), file.toString());
    }
    KeyName chosen = named == null ? keys.successor(key, console) : named;
    return new Successor(keys.open(chosen, console), named == null ? chosen.text() : named.shown());
  }

  private void requireOther(Signer old, Successor successor) throws ConfigurationException {
    if (old.verificationKey().id().equals(successor.signer().verificationKey().id())) {
      throw new ConfigurationException(
          "SAME_KEY",
          "`%s` is the old key itself".formatted(successor.shown()),
          "name another key with `--to`");
    }
  }

  private static void requireNew(Path file) throws ConfigurationException {
    if (Files.exists(file)) {
      throw new ConfigurationException(
          "KEY_EXISTS",
          "`%s` exists already, and a rotation replaces no file".formatted(file),
          "choose another `--name` or `-o`");
    }
  }

  private void tell(Rotation rotation, String shown, Path open, Path statement) {
    PrintStream out = console.out();
    out.println("new key     " + Printable.of(shown));
    out.println("public key  " + Printable.of(open.toString()));
    out.println("key id      " + rotation.after().key().id());
    out.println(
        Printable.of(
            "trust root  %s: `%s` until %s, `%s` from then"
                .formatted(
                    trustRoot, rotation.before().name(), rotation.at(), rotation.after().name())));
    out.println("statement   " + Printable.of(statement.toString()) + "  (both keys signed it)");
  }
}
