package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sealed verdicts in the order in which each names the one before it, by environment. What lies
 * after the last cannot be missed: compare that with what you know to be the last.
 *
 * @param strands by environment
 * @param refused what is no authentic verdict, by name
 */
public record VerdictChain(List<Strand> strands, SortedMap<String, Problem> refused) {
  static final Comparator<SealedVerdict> ORDER =
      Comparator.<SealedVerdict, Instant>comparing(one -> one.claim().evaluatedAt())
          .thenComparing(SealedVerdict::digest);

  /**
   * The verdicts of one environment.
   *
   * @param firsts that name none before them
   * @param lasts that none names
   * @param problems gaps, forks and disorder
   */
  public record Strand(
      String environment,
      int count,
      List<SealedVerdict> firsts,
      List<SealedVerdict> lasts,
      List<Problem> problems) {
    public Strand {
      firsts = List.copyOf(firsts);
      lasts = List.copyOf(lasts);
      problems = List.copyOf(problems);
    }
  }

  public VerdictChain {
    strands = List.copyOf(strands);
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
  }

  /**
   * Orders sealed verdicts.
   *
   * @param files sealed verdicts by any name; the same one may be there twice
   * @param trusted whose seals count
   * @param now by the clock of who checks
   */
  public static VerdictChain of(
      SortedMap<String, SealedFile> files, SealTrust trusted, Instant now) {
    Map<Digest, SealedVerdict> verdicts = new TreeMap<>();
    SortedMap<String, Problem> refused = new TreeMap<>();
    files.forEach(
        (name, file) -> {
          try {
            SealedVerdict verdict = trusted.open(file, now);
            verdicts.put(verdict.digest(), verdict);
          } catch (SealException e) {
            refused.put(name, e.problem());
          }
        });
    return new VerdictChain(new ChainLinks(verdicts).strands(), refused);
  }

  /** Whether there are verdicts, all authentic, and none is missing before the last of each. */
  public boolean isWhole() {
    return refused.isEmpty()
        && !strands.isEmpty()
        && strands.stream().allMatch(strand -> strand.problems().isEmpty());
  }

  /** The last verdicts of an environment: one, unless the chain forks or there is none. */
  public List<SealedVerdict> lasts(String environment) {
    return strands.stream()
        .filter(strand -> strand.environment().equals(environment))
        .flatMap(strand -> strand.lasts().stream())
        .toList();
  }

  /** The links between verdicts that are there. */
  private record ChainLinks(Map<Digest, SealedVerdict> verdicts) {
    List<Strand> strands() {
      return new TreeSet<>(verdicts.values().stream().map(SealedVerdict::environment).toList())
          .stream().map(this::strand).toList();
    }

    private Strand strand(String environment) {
      List<SealedVerdict> all =
          verdicts.values().stream()
              .filter(one -> one.environment().equals(environment))
              .sorted(ORDER)
              .toList();
      Map<Digest, List<SealedVerdict>> followers =
          all.stream()
              .filter(one -> one.previous().isPresent())
              .collect(
                  Collectors.groupingBy(
                      one -> one.previous().orElseThrow(), TreeMap::new, Collectors.toList()));
      List<SealedVerdict> firsts = all.stream().filter(one -> one.previous().isEmpty()).toList();
      List<SealedVerdict> lasts =
          all.stream().filter(one -> !followers.containsKey(one.digest())).toList();
      return new Strand(
          environment,
          all.size(),
          firsts,
          lasts,
          new ChainProblems(verdicts).of(firsts, followers));
    }
  }
}
