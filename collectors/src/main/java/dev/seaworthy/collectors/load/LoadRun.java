package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of a load test, as read.
 *
 * @param tool the program that measured
 * @param version of the program; empty where it does not say
 * @param complete whether the results are those of the whole run, as far as the tool tells
 * @param measured what it measured, in the form of evidence
 */
record LoadRun(String tool, String version, boolean complete, Map<String, Object> measured) {

  Evidence evidence(Source source, LoadForm form) {
    Map<String, Object> content = new LinkedHashMap<>(measured);
    content.put("tool", tool);
    content.put("form", form.title());
    content.put("complete", complete);
    if (!version.isEmpty()) {
      content.put("version", version);
    }
    return new Evidence(
        EvidenceKinds.LOAD_RUN,
        Subject.of("LoadRun", source.file()),
        source,
        CanonicalJson.of(content),
        Locations.wholeFile(source.file()));
  }
}
