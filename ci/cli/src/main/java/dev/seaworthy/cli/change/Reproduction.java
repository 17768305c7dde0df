package dev.seaworthy.cli.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What gives the same result on another machine.
 *
 * @param rules options that choose what is judged, as they would be typed
 * @param baseline that is heeded
 * @param paths from the root of the repository
 */
public record Reproduction(List<String> rules, Optional<String> baseline, List<String> paths) {
  public Reproduction {
    rules = List.copyOf(rules);
    paths = List.copyOf(paths);
  }

  /** The command. Commits go first: a comment may cut a long one. */
  public String of(Change change) {
    List<String> words = new ArrayList<>(List.of("seaworthy", "pr"));
    words.addAll(List.of("--base", change.base(), "--head", change.head()));
    words.addAll(rules);
    baseline.ifPresent(file -> words.addAll(List.of("--baseline", file)));
    words.addAll(paths);
    return words.stream().map(Reproduction::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./,=@:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
