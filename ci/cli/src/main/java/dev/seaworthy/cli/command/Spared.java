package dev.seaworthy.cli.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Name spaces of which nothing is judged. */
final class Spared {
  /** A cluster must be able to mend itself. */
  static final List<String> ALWAYS = List.of("kube-system", "kube-node-lease");

  private Spared() {}

  /** Those of {@code --spare}, each of which must be a name. */
  static List<String> named(List<String> spare, CommandSpec spec) {
    for (String name : spare) {
      Usage.require(
          spec,
          KubernetesNames.NAME.matcher(name).matches(),
          "--spare `%s` is no name space".formatted(name));
    }
    return List.copyOf(spare);
  }
}
