package dev.seaworthy.collectors.tls;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where something is configured.
 *
 * @param path to it in its document
 */
record Place(Source source, Locations locations, JsonPath path) {
  Place at(Object... steps) {
    return new Place(source, locations, path.append(JsonPath.of(steps)));
  }

  /** Evidence about what stands here; the empty path is this place, others are the document's. */
  Observation evidence(String kind, Subject subject, Map<String, Object> content) {
    Map<String, Object> placed = new TreeMap<>(content);
    placed.put("path", path.steps());
    Locations here = one -> locations.locate(one.steps().isEmpty() ? path : one);
    try {
      return new Evidence(kind, subject, source, CanonicalJson.of(placed), here);
    } catch (NotCanonicalException e) {
      String why = String.valueOf(e.getMessage());
      return gap(
          TlsProblems.unreadableConfiguration(source.file(), why),
          locations.locate(path),
          List.of(kind));
    }
  }

  Gap gap(Problem problem, Location location, List<String> affects) {
    return new Gap(problem, source, location, affects);
  }
}
