package dev.seaworthy.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By which controls objects are judged, and what becomes of what they find. */
@Command
final class AdmissionRules {
  @Option(
      names = "--bundle",
      paramLabel = "NAME[@VERSION]",
      description = "Judge by this bundle (repeatable; default: all, newest).")
  List<String> bundles = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Modes of controls and namespaces, in YAML (default: enforce everything).")
  @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description = "Set a policy parameter; a list is written `a,b` or as JSON.")
  List<String> parameters = new ArrayList<>();

  @Mixin PolicyOptions policies = new PolicyOptions();
}
