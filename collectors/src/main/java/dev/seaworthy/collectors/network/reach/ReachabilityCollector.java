package dev.seaworthy.collectors.network.reach;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.engine.evidence.Observation;
import java.util.List;

/** Computes who can talk to whom; reads no document of its own. */
public final class ReachabilityCollector implements Collector {
  @Override
  public String name() {
    return "reachability";
  }

  @Override
  public boolean recognises(Document document) {
    return false;
  }

  @Override
  public List<Observation> collect(Document document, Hints hints) {
    return List.of();
  }

  @Override
  public List<Observation> derive(List<Manifest> manifests) {
    return new ReachabilityView(manifests).observations();
  }
}
