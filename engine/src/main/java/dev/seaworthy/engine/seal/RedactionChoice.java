package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.disclosure.Pointers;
import dev.seaworthy.engine.disclosure.Profile;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be hidden of a snapshot. Only the content of evidence can be: whatever else is in a
 * snapshot the sealed verdict says too.
 *
 * @param pointers into {@code data/verdict.snapshot.json}, at or below {@code /evidence/N/content}
 * @param kinds of evidence whose content is hidden
 * @param profiles by which values are chosen
 */
public record RedactionChoice(List<String> pointers, Set<String> kinds, Set<Profile> profiles) {
  public RedactionChoice {
    pointers = List.copyOf(pointers);
    kinds = Set.copyOf(kinds);
    profiles = Set.copyOf(profiles);
  }

  /** Where a piece's content stands in a snapshot. */
  static String content(int evidence) {
    return "/evidence/" + evidence + "/content";
  }

  /**
   * The pointers of what is to be hidden.
   *
   * @throws BundleException if a pointer or a kind leads to nothing, or nothing is chosen
   */
  NavigableSet<String> in(JsonNode snapshot) throws BundleException {
    NavigableSet<String> chosen = new TreeSet<>();
    for (String pointer : pointers) {
      chosen.add(checked(pointer, snapshot));
    }
    Set<String> open = new TreeSet<>(kinds);
    int position = 0;
    for (JsonNode piece : snapshot.path("evidence")) {
      String content = content(position++);
      String kind = piece.path("kind").asText();
      if (kinds.contains(kind)) {
        open.remove(kind);
        chosen.add(content);
      }
      profiles.forEach(profile -> profile.choose(content, piece.path("content"), chosen::add));
    }
    if (!open.isEmpty()) {
      throw new BundleException(
          "NO_SUCH_KIND",
          "the bundle has no evidence of kind `%s`".formatted(BundleNames.shown(first(open))),
          "name a kind that `data/coverage.json` lists");
    }
    if (chosen.isEmpty()) {
      throw new BundleException(
          "NOTHING_TO_HIDE",
          "nothing in the evidence is what was asked to be hidden",
          "name it by --pointer or --kind, or hand the bundle on as it is");
    }
    return chosen;
  }

  private static String checked(String pointer, JsonNode snapshot) throws BundleException {
    boolean inContent = pointer.matches("/evidence/(0|[1-9][0-9]*)/content(/.*)?");
    if (!inContent) {
      throw new BundleException(
          "NOT_CONTENT",
          "`%s` is not in the content of a piece of evidence; the sealed verdict tells the rest"
              .formatted(BundleNames.shown(pointer)),
          "name `/evidence/N/content` of `data/verdict.snapshot.json`, or what is below");
    }
    if (Pointers.steps(pointer).isEmpty() || Pointers.at(snapshot, pointer).isEmpty()) {
      throw new BundleException(
          "NO_SUCH_PLACE",
          "nothing stands at `%s`".formatted(BundleNames.shown(pointer)),
          "see `data/verdict.snapshot.json`; `/` in a key is `~1`, `~` is `~0`");
    }
    return pointer;
  }

  private static String first(Set<String> some) {
    return some.iterator().next();
  }
}
