package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with a chain of verdicts. */
final class ChainProblems {
  private final Map<Digest, SealedVerdict> verdicts;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param verdicts all that are there, of every environment
   */
  ChainProblems(Map<Digest, SealedVerdict> verdicts) {
    this.verdicts = verdicts;
  }

  /**
   * The problems of one environment.
   *
   * @param firsts that name none before them
   * @param followers of each verdict that is named
   */
  List<Problem> of(List<SealedVerdict> firsts, Map<Digest, List<SealedVerdict>> followers) {
    if (firsts.size() > 1) {
      add(
          "SEVERAL_FIRST",
          "%d verdicts name none before them: %s".formatted(firsts.size(), names(firsts)),
          "name the former verdict of each with `--previous`");
    }
    followers.forEach(this::link);
    return List.copyOf(problems);
  }

  private void link(Digest named, List<SealedVerdict> followers) {
    SealedVerdict former = verdicts.get(named);
    if (former == null) {
      add(
          "GAP",
          "`%s` is missing, which is named by %s".formatted(named, names(followers)),
          "get it from who keeps the verdicts; without it nobody knows what it said");
    } else {
      followers.forEach(later -> problems.addAll(Succession.disorder(later, former)));
    }
    if (followers.size() > 1) {
      add(
          "FORK",
          "%d verdicts name `%s` as the one before them: %s"
              .formatted(followers.size(), named, names(followers)),
          "ask who sealed them which one counts");
    }
  }

  private static String names(List<SealedVerdict> verdicts) {
    return verdicts.stream()
        .map(one -> "`%s` of %s".formatted(one.digest(), one.claim().evaluatedAt()))
        .collect(Collectors.joining(", "));
  }

  private void add(String code, String message, String fix) {
    problems.add(new Problem(code, message, fix));
  }
}
