package dev.seaworthy.engine.policy.framework;

import java.util.List;
import java.util.stream.Stream;

/**
 * One requirement of a framework, and which controls bear on it.
 *
 * @param id as the framework numbers it: {@code AC-6(5)}
 * @param about what it asks, in our own words; frameworks' texts are their publishers'
 * @param provedBy controls that judge together all that it asks, of what a release's evidence
 *     covers
 * @param supportedBy controls that judge a part of it, or what makes it likely
 * @param notYet controls of the catalogue that would bear on it, and that no bundle has yet
 * @param missing what evidence it would take to prove it; empty where controls do
 */
public record Requirement(
    String id,
    String about,
    List<String> provedBy,
    List<String> supportedBy,
    List<String> notYet,
    String missing) {
  public Requirement {
    provedBy = List.copyOf(provedBy);
    supportedBy = List.copyOf(supportedBy);
    notYet = List.copyOf(notYet);
    if (provedBy.isEmpty() == missing.isEmpty()) {
      throw new IllegalArgumentException(
          "requirement `%s` is proved by controls, or says what is missing".formatted(id));
    }
  }

  /** The controls whose results count. */
  public Stream<String> controls() {
    return Stream.concat(provedBy.stream(), supportedBy.stream());
  }
}
