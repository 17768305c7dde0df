package dev.seaworthy.cli.forge;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who wrote a change request, and who approved it. Names are in small letters: no forge tells users
 * apart by the case of their names.
 *
 * @param head id of the commit that the request leads to
 * @param authors of the request and of each of its commits
 * @param approvers whose approval of the head stands
 * @param stale whose approval is of an earlier commit, or may be
 */
public record Reviews(String head, Set<String> authors, Set<String> approvers, Set<String> stale) {
  public Reviews {
    authors = small(authors);
    approvers = small(approvers);
    stale = small(stale);
  }

  private static Set<String> small(Set<String> names) {
    return names.stream()
        .filter(name -> !name.isEmpty())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
