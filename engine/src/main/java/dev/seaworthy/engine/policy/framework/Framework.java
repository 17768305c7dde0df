package dev.seaworthy.engine.policy.framework;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody's list of requirements, of one version. The JSON Schema of its files is {@code
 * policies/frameworks/schema.json}.
 *
 * @param name short, for the command line and for machines: {@code nist-800-53r5}
 * @param version as its publisher names it
 * @param date of that version, as exact as it is known: {@code 2024-06}
 * @param source where its publisher has it
 * @param scope which of its requirements are listed, and which are not
 */
public record Framework(
    String name,
    String title,
    String version,
    String date,
    String source,
    String scope,
    List<Requirement> requirements) {
  /** Names the layout of the files. */
  public static final String SCHEMA = "https://seaworthy.dev/schemas/framework/v1";

  public Framework {
    requirements = List.copyOf(requirements);
    Set<String> ids = new HashSet<>();
    for (Requirement requirement : requirements) {
      if (!ids.add(requirement.id())) {
        throw new IllegalArgumentException(
            "requirement `%s` is listed twice".formatted(requirement.id()));
      }
    }
  }

  /** The requirements that a control bears on, in the framework's order. */
  public List<Requirement> of(String control) {
    return requirements.stream()
        .filter(requirement -> requirement.controls().anyMatch(control::equals))
        .toList();
  }
}
