package dev.seaworthy.collectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which results the records of one kind speak of: a tool does not know which candidate it tested,
 * so a record names the file. What is not named, not there or named twice is a gap.
 */
public final class Claims {
  /**
   * What is claimed.
   *
   * @param record the name of the kind of records
   * @param results the kind of evidence that they name files of
   * @param collector of the results
   * @param words what results are called: {@code load test}
   */
  public record Kind(String record, String results, String collector, String words) {}

  /** A result and the record that speaks of it. */
  public record Claim(Evidence record, Evidence result) {
    /** The content of the record. */
    public JsonNode content() {
      return record.content().node();
    }

    /** What the result says, and what the record says of it under these names. */
    public ObjectNode told(List<String> names) {
      ObjectNode told = (ObjectNode) result.content().node();
      for (String name : names) {
        if (content().has(name)) {
          told.set(name, content().path(name));
        }
      }
      return told;
    }

    /** The same result, saying this. */
    public Evidence saying(ObjectNode content) {
      return result.saying(content);
    }
  }

  private final Kind kind;
  private final Map<String, List<Evidence>> results = new TreeMap<>();
  private final Set<String> claimed = new HashSet<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Observation> gaps = new ArrayList<>();

  /** Reads all observations. */
  public Claims(Kind kind, List<Observation> all) {
    this.kind = kind;
    Evidence.ofKind(kind.results(), all)
        .forEach(
            one -> results.computeIfAbsent(one.source().file(), f -> new ArrayList<>()).add(one));
    RecordKind.named(kind.record()).stream()
        .flatMap(record -> Evidence.ofKind(record.evidenceKind(), all).stream())
        .forEach(this::read);
    results.keySet().stream()
        .filter(file -> !claimed.contains(file))
        .forEach(file -> gaps.add(unclaimed(file)));
  }

  /**
   * All observations, results with what is said of them in their own places, and what is wrong with
   * records at the end.
   *
   * @param telling gives the result that a record speaks of
   */
  public static List<Observation> joined(
      Kind kind, List<Observation> all, Function<Claim, Evidence> telling) {
    Claims claims = new Claims(kind, all);
    IdentityHashMap<Observation, Evidence> told = new IdentityHashMap<>();
    claims.claims.forEach(claim -> told.put(claim.result(), telling.apply(claim)));
    List<Observation> joined = new ArrayList<>();
    for (Observation one : all) {
      Evidence known = told.get(one);
      joined.add(known == null ? one : known);
    }
    joined.addAll(claims.gaps);
    return joined;
  }

  /** In the order of the records. */
  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  public List<Observation> gaps() {
    return List.copyOf(gaps);
  }

  private void read(Evidence record) {
    int i = 0;
    for (JsonNode result : record.content().node().path("results")) {
      JsonPath path = JsonPath.of("results", i++);
      String file = resolved(record.source().file(), result.asText());
      List<Evidence> found = results.get(file);
      if (found == null) {
        gaps.add(gap(record, path, missing(file)));
      } else if (!claimed.add(file)) {
        gaps.add(gap(record, path, claimedTwice(file)));
      } else {
        found.forEach(one -> claims.add(new Claim(record, one)));
      }
    }
  }

  /** The path of a result, as evidence is named, from the folder of the record. */
  public static String resolved(String record, String result) {
    try {
      return Path.of(record).resolveSibling(result).normalize().toString().replace('\\', '/');
    } catch (InvalidPathException e) {
      return result;
    }
  }

  private Gap unclaimed(String file) {
    Problem problem =
        problem(
            "UNCLAIMED",
            "nothing says which candidate the %s of `%s` is about".formatted(kind.words(), file),
            "write a record with `seaworthy record new %s` and name the file in it"
                .formatted(kind.record()));
    return new Gap(problem, new Source(kind.collector(), file, 0), Location.of(file), affects());
  }

  private Problem missing(String file) {
    return problem(
        "MISSING",
        "the record names `%s`, and no %s was read from there".formatted(file, kind.words()),
        "put the file among the evidence, by its path from the record's folder");
  }

  private Problem claimedTwice(String file) {
    return problem(
        "CLAIMED_TWICE",
        "the records name `%s` more than once, and a %s counts once".formatted(file, kind.words()),
        "name it in one record");
  }

  private Problem problem(String code, String message, String fix) {
    return Problems.of(
        kind.words().replace(' ', '_').toUpperCase(java.util.Locale.ROOT) + "_" + code,
        message,
        fix);
  }

  /** A gap about something in a record. */
  public Gap gap(Evidence record, JsonPath path, Problem problem) {
    return new Gap(problem, record.source(), record.locations().locate(path), affects());
  }

  private List<String> affects() {
    return List.of(kind.collector() + "/*");
  }
}
