package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.transfer.BundlePlace;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets a published bundle. */
@Command(
    name = "pull",
    description = "Get a published bundle; nothing is written before its signature is verified.",
    sortOptions = false,
    footer = {
      "",
      "REF is oci://HOST/REPOSITORY[:TAG][@sha256:...], an https: URL, or a file.",
      "Credentials: SEAWORTHY_REGISTRY_USER and SEAWORTHY_REGISTRY_PASSWORD, or `docker login`.",
      "",
      "Examples:",
      "  seaworthy policy pull oci://registry.example/policies/tls:1.0.0 --trust-key theirs.pub",
      "  seaworthy policy pull https://files.example/tls-1.0.0.tar.gz --trust-key theirs.pub \\",
      "      --digest sha256:09a7... -o bundles/tls-1.0.0.tar.gz",
      "",
      "Exit codes: 0 written, 1 another digest or no trusted signature, 3 a bad REF, a key, the",
      "network or the place itself."
    })
public final class PolicyPullCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "REF", description = "Where it is.")
  String reference = "";

  @Option(
      names = "--trust-key",
      required = true,
      paramLabel = "PUB",
      description = "Public key that the bundle must be signed by; may be repeated.")
  List<Path> trustKeys = new ArrayList<>();

  @Option(
      names = "--digest",
      paramLabel = "sha256:HEX",
      description = "The digest that the bundle must have.")
  @Nullable String digest;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where it goes; NAME-VERSION.tar.gz when not given.")
  @Nullable Path output;

  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  public PolicyPullCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    String wanted = digest;
    if (wanted != null && !Digest.isWellFormed(wanted)) {
      throw new ParameterException(
          spec.commandLine(),
          "--digest `%s` is not `sha256:` and 64 hexadecimal digits".formatted(wanted));
    }
    List<BundleKey> keys = new ArrayList<>();
    for (Path key : trustKeys) {
      keys.add(BundleKey.fromPem(InputFile.text(key), key.toString()));
    }
    byte[] archive = BundlePlace.of(reference, console.environment()).fetch();
    PolicyBundle bundle;
    try {
      requireDigest(archive, wanted);
      bundle = BundleReader.readSigned(archive, keys, reference);
    } catch (PolicyException e) {
      new Messages(console.err()).error(e.problem());
      return ExitCode.FAIL;
    }
    write(archive, bundle);
    return ExitCode.PASS;
  }

  private void requireDigest(byte[] archive, @Nullable String wanted) throws PolicyException {
    Digest found = Digest.of(archive);
    if (wanted != null && !found.toString().equals(wanted)) {
      throw new PolicyException(
          "DIGEST_MISMATCH",
          "`%s` has digest `%s`, not `%s` as asked".formatted(reference, found, wanted),
          "do not use it; ask who published it which digest is right");
    }
  }

  private void write(byte[] archive, PolicyBundle bundle) throws ConfigurationException {
    Path given = output;
    Path target =
        given == null ? Path.of("%s-%s.tar.gz".formatted(bundle.name(), bundle.version())) : given;
    OutputFile.write(target, archive);
    console.out().println("pulled  " + bundle.name() + " " + bundle.version());
    console.out().println("digest  " + bundle.digest());
    console.out().println("to      " + Printable.of(target.toString()));
  }
}
