package dev.seaworthy.cli.policy;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.cli.command.HelpOption;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import dev.seaworthy.engine.policy.bundle.BundleReader;
import dev.seaworthy.engine.policy.bundle.BundleSignature;
import dev.seaworthy.engine.policy.bundle.BundleSigner;
import dev.seaworthy.engine.policy.bundle.BundleWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a built bundle. */
@Command(
    name = "sign",
    description = "Sign a built bundle with a key of your own, in place of any signature it has.",
    sortOptions = false,
    footer = {
      "",
      "The bundle's digest changes, for the signature is part of the archive.",
      "Sources are signed as they are built: `seaworthy policy build --key`.",
      "",
      "Examples:",
      "  seaworthy policy sign warehouse-1.0.0.tar.gz --key policy-key.pem",
      "  seaworthy policy sign theirs.tar.gz --key policy-key.pem -o ours.tar.gz"
    })
public final class PolicySignCommand implements Callable<Integer> {
  @Parameters(arity = "1", paramLabel = "FILE", description = "The bundle, a `.tar.gz`.")
  Path file = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = KeyOptions.LABEL,
      description = "The P-256 key (PKCS#8), as `seaworthy keys generate` makes it.")
  KeyName key = new KeyName("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the signed bundle goes; in place when not given.")
  @Nullable Path output;

  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  public PolicySignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    BundleSigner signer = BundleSigner.of(keys.open(key, console));
    byte[] archive = InputFile.bytes(file);
    // What is not a bundle in every part gets no signature.
    BundleReader.read(archive, file.toString());
    BundleFiles files = ArchiveReader.read(archive, file.toString());
    byte[] signed =
        BundleWriter.write(files.with(BundleFiles.SIGNATURES, BundleSignature.sign(files, signer)));
    Path target = output == null ? file : output;
    OutputFile.write(target, signed);
    console.out().println("signed  " + Printable.of(target.toString()));
    console.out().println("key     " + signer.key().id());
    console.out().println("digest  " + Digest.of(signed));
    return ExitCode.PASS;
  }
}
