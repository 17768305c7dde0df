package dev.seaworthy.cli.command;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** Name spaces of which nothing is judged. */
final class Spared {
  /** A cluster must be able to mend itself. */
  static final List<String> ALWAYS = List.of("kube-system", "kube-node-lease");

  /** A name of Kubernetes (RFC 1123, section 2.1). */
  static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private Spared() {}

  /** Those of {@code --spare}, each of which must be a name. */
  static List<String> named(List<String> spare, CommandSpec spec) {
    for (String name : spare) {
      Usage.require(
          spec, NAME.matcher(name).matches(), "--spare `%s` is no name space".formatted(name));
    }
    return List.copyOf(spare);
  }
}
