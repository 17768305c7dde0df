package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.Collector;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.network.routes.RouteRules;
import dev.seaworthy.engine.evidence.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins network policies with the pods they select, and reads routes' rules; no document of its
 * own.
 */
public final class NetworkCollector implements Collector {
  static final String NAME = "network";

  @Override
  public String name() {
    return NAME;
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
    List<Observation> observations = new ArrayList<>(new NetworkView(manifests).observations());
    observations.addAll(new RouteRules(NAME).observations(manifests));
    return observations;
  }
}
