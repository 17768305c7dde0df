package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.network.NetworkProblems;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;

/** What one object says that cannot be judged, as gaps. */
final class Doubts {
  private final Manifest manifest;
  private final List<Gap> gaps = new ArrayList<>();
  private boolean faulty;

  Doubts(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Something for which the API server refuses the object, which is left out therefore. */
  void fault(JsonPath path, String reason) {
    faulty = true;
    add(NetworkProblems.invalid(manifest.subject(), path, reason), path);
  }

  /** A valid part of the object that is left out. */
  void unjudged(JsonPath path, String reason) {
    add(NetworkProblems.unjudged(manifest.subject(), path, reason), path);
  }

  boolean isFaulty() {
    return faulty;
  }

  List<Gap> gaps() {
    return gaps;
  }

  void add(Problem problem, JsonPath path) {
    Source source = new Source("network", manifest.source().file(), manifest.source().document());
    gaps.add(new Gap(problem, source, manifest.locations().locate(path), List.of("network/*")));
  }
}
