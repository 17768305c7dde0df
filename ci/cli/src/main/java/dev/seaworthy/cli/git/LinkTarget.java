package dev.seaworthy.cli.git;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where a symbolic link of a commit leads. */
final class LinkTarget {
  private LinkTarget() {}

  /**
   * Whether a link stays inside the commit, wherever other links on its way lead: it is relative,
   * and climbs only at its beginning and no higher than the commit's root.
   *
   * @param link the path of the link in the commit
   */
  static boolean staysInside(String link, String target) {
    if (target.isEmpty() || target.startsWith("/") || target.matches("(?s).*[\\\\\0].*")) {
      return false;
    }
    List<String> steps = Arrays.asList(target.split("/+"));
    long depth = link.chars().filter(sign -> sign == '/').count();
    int climbs = Collections.frequency(steps, "..");
    return climbs <= depth
        && steps.stream().limit(climbs).allMatch(".."::equals)
        && steps.stream().noneMatch(".git"::equalsIgnoreCase);
  }
}
