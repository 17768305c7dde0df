package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.CheckRequest.OutsideBundles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which bundles there are besides the built-in ones. */
@Command
final class PolicyOptions {
  @Option(
      names = "--bundle-file",
      paramLabel = "FILE",
      description = "Also use this built bundle; needs --trust-key.")
  List<Path> bundleFiles = new ArrayList<>();

  @Option(
      names = "--policy-dir",
      paramLabel = "DIR",
      description = "Also use every built bundle (*.tar.gz) of this folder; needs --trust-key.")
  List<Path> policyDirs = new ArrayList<>();

  @Option(
      names = "--trust-key",
      paramLabel = "PUB",
      description = "Public key that bundles from outside must be signed by.")
  List<Path> trustKeys = new ArrayList<>();

  OutsideBundles outside() {
    return new OutsideBundles(bundleFiles, policyDirs, trustKeys);
  }
}
