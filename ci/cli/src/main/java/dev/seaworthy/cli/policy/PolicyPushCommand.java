package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.cli.transfer.BundlePlace;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import dev.seaworthy.engine.policy.bundle.BundleSignature;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a built bundle. */
@Command(
    name = "push",
    description = "Publish a built, signed bundle: to a registry, a web server or a folder.",
    sortOptions = false,
    footer = {
      "",
      "REF is oci://HOST/REPOSITORY[:TAG] (without a tag, the bundle's version), an https: URL that",
      "takes PUT, a file, or a folder. A version keeps its bytes: what is there under the same name",
      "is replaced only with --force.",
      "Credentials: SEAWORTHY_REGISTRY_USER and SEAWORTHY_REGISTRY_PASSWORD, or `docker login`.",
      "",
      "Examples:",
      "  seaworthy policy push dist/tls-1.0.0.tar.gz oci://registry.example/policies/tls",
      "  seaworthy policy push dist/tls-1.0.0.tar.gz https://files.example/tls-1.0.0.tar.gz",
      "  seaworthy policy push dist/tls-1.0.0.tar.gz shared-bundles",
      "",
      "Exit codes: 0 published, 3 no bundle, an unsigned one, a bad REF, or the place refuses it."
    })
public final class PolicyPushCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The bundle, a `.tar.gz`.")
  Path file = Path.of("");

  @Parameters(index = "1", paramLabel = "REF", description = "Where it goes.")
  String reference = "";

  @Option(names = "--force", description = "Replace another bundle of the same name.")
  boolean force;

  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  public PolicyPushCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    BundlePlace place = BundlePlace.of(reference, console.environment());
    byte[] archive = InputFile.bytes(file);
    PolicyBundle bundle = BundleReader.read(archive, file.toString());
    // Nobody could use it unsigned, nor with a signature of other files.
    BundleSignature.fits(ArchiveReader.read(archive, file.toString()), file.toString());
    String exact = place.store(archive, bundle, force);
    console.out().println("pushed  " + bundle.name() + " " + bundle.version());
    console.out().println("digest  " + bundle.digest());
    console.out().println("as      " + Printable.of(exact));
    return ExitCode.PASS;
  }
}
