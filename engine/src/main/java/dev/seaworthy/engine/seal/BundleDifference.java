package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Names each way in which the files that are there differ from those that an index lists. */
final class BundleDifference {
  private final SortedMap<String, String> listed;
  private final SortedMap<String, String> found;

  /**
   * @param listed digests by name, as signed
   * @param found digests by name, as they are
   */
  BundleDifference(SortedMap<String, String> listed, SortedMap<String, String> found) {
    this.listed = listed;
    this.found = found;
  }

  /** Each difference, by name; empty when there is none. */
  List<Problem> all() {
    List<Problem> differences = new ArrayList<>();
    listed.forEach((name, digest) -> ofListed(name, digest).ifPresent(differences::add));
    for (Map.Entry<String, String> file : found.entrySet()) {
      if (!listed.containsKey(file.getKey()) && lost(file.getValue()).isEmpty()) {
        differences.add(problem("UNLISTED", "`%s` is not in the index", file.getKey()));
      }
    }
    return differences;
  }

  private Optional<Problem> ofListed(String name, String digest) {
    String actual = found.get(name);
    if (actual == null) {
      return Optional.of(
          renamed(digest)
              .map(other -> problem("RENAMED", "`%s` is called `%s`", name, other))
              .orElse(problem("MISSING", "`%s` is not there", name)));
    }
    if (actual.equals(digest)) {
      return Optional.empty();
    }
    return Optional.of(
        owner(actual)
            .map(other -> problem("SWAPPED", "`%s` holds what belongs in `%s`", name, other))
            .orElse(problem("CHANGED", "`%s` has another digest than the index says", name)));
  }

  /** The unlisted file with the bytes of a missing one. */
  private Optional<String> renamed(String digest) {
    return found.entrySet().stream()
        .filter(file -> file.getValue().equals(digest) && !listed.containsKey(file.getKey()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The missing file that has these bytes. */
  private Optional<String> lost(String digest) {
    return listed.entrySet().stream()
        .filter(file -> file.getValue().equals(digest) && !found.containsKey(file.getKey()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Optional<String> owner(String digest) {
    return listed.entrySet().stream()
        .filter(file -> file.getValue().equals(digest))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Problem problem(String code, String message, String... names) {
    Object[] shown = List.of(names).stream().map(BundleNames::shown).toArray();
    return new Problem(code, message.formatted(shown), BundleReport.FIX);
  }
}
