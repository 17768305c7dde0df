package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One document as it is read: what it gave so far, and a gap for each value of a wrong type. */
final class Reading {
  /** A hostile document has millions of faults; nobody reads more than these. */
  private static final int MOST_GAPS = 1_000;

  private final Source source;
  private final Spot root;
  private final Format format;
  private final Locations locations;
  private final List<Observation> observations = new ArrayList<>();
  private int gaps;

  Reading(String file, int document, Tree root, Format format) {
    this.source = new Source(IamCollector.NAME, file, document);
    this.root = Spot.root(root);
    this.format = format;
    this.locations = HashedLocations.of(file, root);
  }

  Spot root() {
    return root;
  }

  /** The mapping that the document is, or those that it lists; a gap for each other item. */
  List<Spot> oneOrMany() {
    List<Spot> all = root.isSequence() ? root.items() : List.of(root);
    return all.stream().filter(this::isMapping).toList();
  }

  String file() {
    return source.file();
  }

  List<Observation> observations() {
    return observations;
  }

  void gap(Problem problem, Spot at) {
    gaps++;
    if (gaps > MOST_GAPS) {
      return;
    }
    if (gaps == MOST_GAPS) {
      Problem more = IamProblems.tooManyFaults(MOST_GAPS);
      observations.add(new Gap(more, source, location(at), format.affects()));
      return;
    }
    observations.add(new Gap(problem, source, location(at), format.affects()));
  }

  Location location(Spot at) {
    return new Location(source.file(), at.mark().line(), at.mark().column());
  }

  /** Adds an evidence; a path that names no more than the evidence itself points at {@code at}. */
  void evidence(String kind, Subject subject, Spot at, Supplier<CanonicalJson> content) {
    Location own = location(at);
    Locations found = path -> path.equals(JsonPath.ROOT) ? own : locations.locate(path);
    try {
      observations.add(new Evidence(kind, subject, source, content.get(), found));
    } catch (NotCanonicalException e) {
      gap(IamProblems.notCanonical(subject.toString(), String.valueOf(e.getMessage())), at);
    }
  }

  /** The text under {@code key}; a gap where it is absent, empty or no text. */
  Optional<String> text(Spot at, String key) {
    Optional<String> text = at.get(key).flatMap(Spot::text).filter(value -> !value.isEmpty());
    if (text.isEmpty()) {
      wrong(at, key, "text that is not empty");
    }
    return text;
  }

  /** The text under {@code key}, which may be absent. */
  Optional<String> optionalText(Spot at, String key) {
    return at.get(key).isEmpty() ? Optional.empty() : text(at, key);
  }

  /** The truth value under {@code key}; a gap where it is absent or no truth value. */
  Optional<Boolean> truth(Spot at, String key) {
    Optional<Boolean> truth = at.get(key).flatMap(Spot::truth);
    if (truth.isEmpty()) {
      wrong(at, key, "`true` or `false`");
    }
    return truth;
  }

  /** The truth value under {@code key}, which may be absent: then it is {@code false}. */
  boolean isTrue(Spot at, String key) {
    return at.get(key).isPresent() && truth(at, key).orElse(false);
  }

  /** The whole number under {@code key}, which may be absent, not negative; a gap for all else. */
  Optional<Long> number(Spot at, String key) {
    Optional<Long> number =
        at.get(key)
            .map(spot -> spot.tree().plain())
            .filter(Long.class::isInstance)
            .map(Long.class::cast);
    if (number.isEmpty() && at.get(key).isPresent()) {
      wrong(at, key, "a whole number");
    }
    return number;
  }

  /** The mapping under {@code key}, which may be absent; a gap for all else. */
  Optional<Spot> mapping(Spot at, String key) {
    Optional<Spot> found = at.get(key);
    if (found.isPresent() && !found.get().isMapping()) {
      wrong(at, key, "a mapping");
    }
    return found.filter(Spot::isMapping);
  }

  /** The texts listed under {@code key} of {@code at}, each once and sorted. */
  List<String> names(Spot at, String key) {
    return texts(at, key).stream().flatMap(one -> one.text().stream()).distinct().sorted().toList();
  }

  /** The end of access under {@code key}, which may be absent; a gap where it is no day. */
  Optional<Instant> day(Spot at, String key) {
    Optional<Instant> day = at.get(key).flatMap(Spot::text).flatMap(Days::parse);
    if (day.isEmpty() && at.get(key).isPresent()) {
      wrong(at, key, Days.EXPECTED);
    }
    return day;
  }

  /** The mappings listed under {@code key}, which may be absent; a gap for each other item. */
  List<Spot> mappings(Spot at, String key) {
    Optional<Spot> list = at.get(key);
    if (list.isPresent() && !list.get().isSequence()) {
      wrong(at, key, "a list");
    }
    return list.stream().flatMap(one -> one.items().stream()).filter(this::isMapping).toList();
  }

  /** The texts listed under {@code key}, which may be absent; a gap for each other item. */
  List<Spot> texts(Spot at, String key) {
    Optional<Spot> list = at.get(key);
    if (list.isPresent() && !list.get().isSequence()) {
      wrong(at, key, "a list");
    }
    return list.stream().flatMap(one -> one.items().stream()).filter(this::isText).toList();
  }

  /** Says that what stands under {@code key} is not as it must be. */
  void wrong(Spot at, String key, String expected) {
    Spot shown = at.get(key).orElse(new Spot(at.tree(), at.mark(), at.path().then(key)));
    wrong(shown, expected);
  }

  void wrong(Spot at, String expected) {
    gap(IamProblems.wrongType(format, at.path(), expected), at);
  }

  private boolean isMapping(Spot item) {
    if (!item.isMapping()) {
      wrong(item, "a mapping");
    }
    return item.isMapping();
  }

  private boolean isText(Spot item) {
    boolean text = item.text().filter(value -> !value.isEmpty()).isPresent();
    if (!text) {
      wrong(item, "text that is not empty");
    }
    return text;
  }
}
