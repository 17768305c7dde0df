package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.Map;
import java.util.TreeMap;

/** One set of TLS options. */
final class TlsOptions {
  private TlsOptions() {}

  /**
   * Reads one as evidence.
   *
   * @param origin {@code TLSOption} or {@code file}
   */
  static Observation observed(Place place, Subject subject, String origin, Section section) {
    Map<String, Object> content = new TreeMap<>();
    content.put("name", subject.name());
    subject.namespaceIfAny().ifPresent(namespace -> content.put("namespace", namespace));
    content.put("origin", origin);
    section.text("minVersion").ifPresent(version -> content.put("minVersion", version));
    section.text("maxVersion").ifPresent(version -> content.put("maxVersion", version));
    content.put("cipherSuites", section.texts("cipherSuites"));
    content.put("curvePreferences", section.texts("curvePreferences"));
    content.put("sniStrict", section.truth("sniStrict"));
    content.put("isDefault", subject.name().equals(Names.DEFAULT));
    return place.evidence(EvidenceKinds.TLS_OPTIONS, subject, content);
  }
}
