package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.rego.Read;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes worth trying, the nearest to a finding first: at the places that decided it, at the
 * place it names and at those that its fix names. Only those can matter, by the promise of {@link
 * dev.seaworthy.engine.rego.Explained}.
 */
final class ChangeCandidates {
  /** Of how many other pieces of evidence values are borrowed, and how many values. */
  private static final int PEERS = 200;

  private static final int BORROWED = 6;

  /** More places would not be tried anyway. */
  private static final int MOST_PLACES = 400;

  /** A value that is longer is not removed: that would be no small change. */
  private static final int LONGEST_REMOVED = 4_000;

  private record Place(Evidence evidence, JsonPath path) {}

  private final Evaluation evaluation;
  private final FindingReader.Raw raw;
  private final List<Explanation.Look> looks;
  private final ChangeHints hints;
  private final JsonNode content;
  private final JsonPath named;

  ChangeCandidates(Evaluation evaluation, FindingReader.Raw raw, List<Explanation.Look> looks) {
    this.evaluation = evaluation;
    this.raw = raw;
    this.looks = looks;
    this.hints = ChangeHints.of(raw.finding());
    this.content = raw.evidence().content().node();
    this.named = ContentEdits.inContent(content, raw.finding().path());
  }

  List<Explanation.Edit> all() {
    Set<Explanation.Edit> edits = new LinkedHashSet<>();
    List<Place> places = List.copyOf(places());
    if (hints.removal()) {
      places.stream().limit(4).forEach(place -> remove(place, edits));
    }
    places.forEach(place -> values(place).forEach(value -> set(place, value, edits)));
    places.forEach(place -> remove(place, edits));
    return List.copyOf(edits);
  }

  private Set<Place> places() {
    Set<Place> places = new LinkedHashSet<>();
    Comparator<Explanation.Look> order = Comparator.comparingInt(this::distance);
    List<Explanation.Look> read =
        looks.stream()
            .filter(look -> look.origin() == Explanation.Origin.EVIDENCE)
            .filter(look -> !look.path().steps().isEmpty())
            .sorted(order)
            .toList();
    read.stream().filter(look -> distance(look) == 0).forEach(look -> add(look, places));
    if (!named.steps().isEmpty()) {
      places.add(new Place(raw.evidence(), named));
    }
    hints
        .placesNear(named)
        .filter(path -> ContentEdits.at(content, ChangeSearch.parent(path).steps()).isPresent())
        .forEach(path -> places.add(new Place(raw.evidence(), path)));
    read.stream().filter(look -> distance(look) > 0).forEach(look -> add(look, places));
    hints.placesNear(named).forEach(path -> places.add(new Place(raw.evidence(), path)));
    looks.stream()
        .filter(look -> look.origin() == Explanation.Origin.EVIDENCE)
        .filter(look -> look.kind() == Read.Kind.VALUE)
        .sorted(order)
        .forEach(look -> addInside(look, places));
    return places;
  }

  /** A value that was taken as a whole may have been decided by any part of it. */
  private static void addInside(Explanation.Look look, Set<Place> places) {
    look.evidence()
        .ifPresent(
            evidence ->
                look.value()
                    .ifPresent(value -> addInside(evidence, look.path(), value.node(), places)));
  }

  private static void addInside(
      Evidence evidence, JsonPath path, JsonNode node, Set<Place> places) {
    if (places.size() >= MOST_PLACES) {
      return;
    }
    if (node.isValueNode()) {
      places.add(new Place(evidence, path));
      return;
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      addInside(evidence, path.then(i), node.get(i), places);
    }
    node.properties()
        .forEach(field -> addInside(evidence, path.then(field.getKey()), field.getValue(), places));
  }

  private static void add(Explanation.Look look, Set<Place> places) {
    look.evidence().ifPresent(evidence -> places.add(new Place(evidence, look.path())));
  }

  /** None for what is missing or stands at the finding's place; most for other evidence. */
  private int distance(Explanation.Look look) {
    boolean same = look.evidence().filter(one -> one.equals(raw.evidence())).isPresent();
    List<Object> path = look.path().steps();
    boolean inside =
        same
            && path.size() >= named.steps().size()
            && path.subList(0, named.steps().size()).equals(named.steps());
    int kind = look.kind() == Read.Kind.ABSENT ? 0 : 1;
    int far = same ? 2 : 4;
    return inside && !named.steps().isEmpty() ? 0 : far + kind;
  }

  private Set<CanonicalJson> values(Place place) {
    JsonNode root =
        place.evidence().equals(raw.evidence()) ? content : place.evidence().content().node();
    Optional<JsonNode> now = ContentEdits.at(root, place.path().steps());
    Set<CanonicalJson> values = new LinkedHashSet<>();
    if (now.isPresent() && now.get().isBoolean()) {
      values.add(CanonicalJson.of(!now.get().booleanValue()));
      return values;
    }
    hints.values().stream().filter(value -> fits(value, now)).forEach(values::add);
    borrowed(place).stream().filter(value -> fits(value, now)).forEach(values::add);
    if (now.isEmpty()) {
      values.add(CanonicalJson.of(true));
      values.add(CanonicalJson.of(false));
      values.add(CanonicalJson.of(1));
    } else if (now.get().isIntegralNumber()) {
      ChangeHints.reported(now.get(), values);
      values.add(CanonicalJson.of(0));
    }
    asked().stream().filter(value -> fits(value, now)).forEach(values::add);
    return values;
  }

  /** A value of another type than the one that is there would be another mistake. */
  private static boolean fits(CanonicalJson value, Optional<JsonNode> now) {
    return now.isEmpty() || now.get().getNodeType() == value.node().getNodeType();
  }

  /** What stands at the same place elsewhere: what passes there may pass here. */
  private Set<CanonicalJson> borrowed(Place place) {
    Set<CanonicalJson> values = new LinkedHashSet<>();
    evaluation.snapshot().ofKind(place.evidence().kind()).stream()
        .limit(PEERS)
        .flatMap(one -> ContentEdits.alike(one.content().node(), place.path().steps()).stream())
        .filter(node -> node.isValueNode() || node.size() < 8)
        .takeWhile(node -> values.size() < BORROWED)
        .forEach(node -> values.add(CanonicalJson.of(node)));
    return values;
  }

  /** What parameters allow or demand. */
  private Set<CanonicalJson> asked() {
    Set<CanonicalJson> values = new LinkedHashSet<>();
    looks.stream()
        .filter(look -> look.origin() == Explanation.Origin.QUESTION)
        .flatMap(look -> look.value().stream())
        .filter(value -> value.size() < 2_000)
        .forEach(value -> ChangeHints.reported(value.node(), values));
    return values;
  }

  private void set(Place place, CanonicalJson value, Set<Explanation.Edit> edits) {
    put(place, Optional.of(value), edits);
  }

  private void remove(Place place, Set<Explanation.Edit> edits) {
    put(place, Optional.empty(), edits);
  }

  private void put(Place place, Optional<CanonicalJson> after, Set<Explanation.Edit> edits) {
    JsonNode root =
        place.evidence().equals(raw.evidence()) ? content : place.evidence().content().node();
    Optional<CanonicalJson> before =
        ContentEdits.at(root, place.path().steps()).map(CanonicalJson::of);
    boolean idle = before.equals(after);
    boolean large = before.filter(value -> value.size() > LONGEST_REMOVED).isPresent();
    // Without these the evidence would be about something else, or of nothing.
    boolean whole = place.path().steps().size() == 1 && root.path("manifest").isObject();
    if (!idle && !large && !whole) {
      edits.add(
          new Explanation.Edit(
              place.evidence(),
              place.path(),
              ContentEdits.locate(place.evidence(), root, place.path()),
              before,
              after));
    }
  }
}
