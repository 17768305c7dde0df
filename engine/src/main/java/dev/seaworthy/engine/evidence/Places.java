package dev.seaworthy.engine.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines and columns that a judgement asked for. A snapshot as a file holds no lines; with these
 * beside it, the judgement can be made again and gives the same bytes.
 */
public final class Places {
  /** Names the layout of {@link #toCanonicalJson}. */
  public static final String SCHEMA = "https://seaworthy.dev/schemas/places/v1";

  private static final Comparator<Map.Entry<JsonPath, Location>> ORDER =
      Comparator.comparing(
          entry -> CanonicalJson.of(entry.getKey().steps()).toString(), Comparator.naturalOrder());

  private final List<Map<JsonPath, Location>> byEvidence;

  private Places(List<Map<JsonPath, Location>> byEvidence) {
    this.byEvidence = byEvidence;
  }

  /** The same snapshot, whose evidence notes the places it is asked for. */
  public static Snapshot noting(Snapshot snapshot) {
    return snapshot.withLocations((position, evidence) -> new Noted(evidence.locations()));
  }

  /** What was noted since {@link #noting} made this snapshot; nothing if it did not. */
  public static Places of(Snapshot snapshot) {
    List<Map<JsonPath, Location>> noted = new ArrayList<>();
    for (Evidence evidence : snapshot.evidence()) {
      noted.add(evidence.locations() instanceof Noted one ? Map.copyOf(one.places) : Map.of());
    }
    return new Places(noted);
  }

  /**
   * Reads {@link #toCanonicalJson}.
   *
   * @param pieces how many pieces of evidence the snapshot has
   * @throws NotCanonicalException if it is not of this layout, or names evidence that is not there
   */
  public static Places parse(byte[] file, int pieces) {
    JsonNode root = CanonicalJson.canonicalNode(file);
    List<Map<JsonPath, Location>> read = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      read.add(new ConcurrentHashMap<>());
    }
    for (JsonNode place : root.path("places")) {
      int position = place.path("evidence").asInt(-1);
      if (position < 0 || position >= pieces) {
        throw new NotCanonicalException("a place is of evidence that is not there");
      }
      read.get(position).put(path(place.path("path")), Location.fromTree(place.path("location")));
    }
    Places places = new Places(read);
    if (!places.toCanonicalJson().equals(CanonicalJson.of(root))) {
      throw new NotCanonicalException("the places are not in their one form");
    }
    return places;
  }

  /** The snapshot, whose evidence stands where it was noted to; elsewhere, at its file. */
  public Snapshot applyTo(Snapshot snapshot) {
    return snapshot.withLocations(
        (position, evidence) -> {
          Map<JsonPath, Location> known = byEvidence.get(position);
          Location file = Location.of(evidence.source().file());
          return path -> known.getOrDefault(path, file);
        });
  }

  /** As a file, in the order of the evidence. */
  public CanonicalJson toCanonicalJson() {
    List<Object> places = new ArrayList<>();
    for (int i = 0; i < byEvidence.size(); i++) {
      int position = i;
      byEvidence.get(i).entrySet().stream()
          .sorted(ORDER)
          .forEach(
              entry ->
                  places.add(
                      Map.of(
                          "evidence",
                          position,
                          "path",
                          entry.getKey().steps(),
                          "location",
                          entry.getValue().toTree())));
    }
    return CanonicalJson.of(Map.of("schema", SCHEMA, "places", places));
  }

  private static JsonPath path(JsonNode steps) {
    List<Object> path = new ArrayList<>();
    steps.forEach(step -> path.add(step.isInt() ? (Object) step.asInt() : step.asText()));
    return new JsonPath(path);
  }

  /** Passes questions on and remembers the answers. */
  private static final class Noted implements Locations {
    private final Locations source;
    private final Map<JsonPath, Location> places = new ConcurrentHashMap<>();

    Noted(Locations source) {
      this.source = source;
    }

    @Override
    public Location locate(JsonPath path) {
      return places.computeIfAbsent(path, source::locate);
    }
  }
}
