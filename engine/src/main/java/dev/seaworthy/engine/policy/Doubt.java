package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import java.util.Comparator;
import java.util.Map;

/**
 * Why a control could not be decided.
 *
 * @param location where, with an empty file name when no file is to blame
 */
public record Doubt(Problem problem, Location location) {
  public static final Comparator<Doubt> ORDER =
      Comparator.<Doubt, String>comparing(doubt -> doubt.location().file())
          .thenComparing(doubt -> doubt.location().line())
          .thenComparing(doubt -> doubt.problem().code())
          .thenComparing(doubt -> doubt.problem().message());

  public static Doubt of(Problem problem) {
    return new Doubt(problem, Location.of(""));
  }

  public Map<String, Object> toTree() {
    return Map.of(
        "code", problem.code(),
        "message", problem.message(),
        "fix", problem.fix(),
        "location", location.toTree());
  }
}
