package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.ShownRotation;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.key.ShownKey;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.policy.PolicyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells about keys; with {@code check}, also tries them. */
@Command(
    name = "show",
    aliases = "check",
    description =
        "Tell the id, the kind and the place of keys, and what is wrong with them; private ones"
            + " sign once on trial.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  seaworthy keys show release-key.pem release-key.pub",
      "  seaworthy keys show hashivault://release --pem > release.pub",
      "  seaworthy keys check keys.p12#release --key-password-file password",
      "  seaworthy keys check release-2027.rotation.json --trust-root trust.yaml",
      "",
      "Exit codes: 0 all can be used, 1 others may read a private key, 3 one cannot be used."
    })
final class KeysShowCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = KeyOptions.LABEL,
      description = "Keys: files, public or private, or URIs; and NAME.rotation.json.")
  List<KeyName> names = new ArrayList<>();

  @Option(names = "--pem", description = "Print the public keys alone, in PEM.")
  boolean pem;

  @Option(
      names = "--trust-root",
      paramLabel = "FILE",
      description = "Of a NAME.rotation.json: exit 1 unless this trust root says the same.")
  @Nullable Path trustRoot;

  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Setup setup;
  private final Console console;

  KeysShowCommand(Setup setup) {
    this.setup = setup;
    this.console = setup.console();
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    int code = ExitCode.PASS;
    for (KeyName name : names) {
      if (name.scheme().isEmpty() && ShownRotation.isIn(name.file())) {
        code = Math.max(code, rotation(name));
        continue;
      }
      ShownKey key = ShownKey.of(name, keys, console);
      if (pem) {
        console.out().print(key.pem());
      } else {
        console.out().println(Printable.of(name.shown()));
        key.lines().forEach(line -> console.out().println("  " + Printable.of(line)));
      }
      code = key.isExposed() ? ExitCode.FAIL : code;
    }
    return code;
  }

  private int rotation(KeyName name) throws ConfigurationException, PolicyException {
    ShownRotation rotation = ShownRotation.read(name.file());
    console.out().println(Printable.of(name.shown()));
    rotation.lines().forEach(line -> console.out().println("  " + Printable.of(line)));
    Path root = trustRoot;
    if (root == null || rotation.isIn(root, setup)) {
      return ExitCode.PASS;
    }
    console.out().println("  REFUSED: the trust root says otherwise");
    return ExitCode.FAIL;
  }
}
