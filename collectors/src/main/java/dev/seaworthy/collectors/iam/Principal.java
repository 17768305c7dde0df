package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Someone or something that holds rights.
 *
 * @param system {@code kubernetes}, {@code aws} or {@code odoo}
 * @param subject its kind is the principal's type in the words of the system
 * @param attributes what only this system knows of it
 */
record Principal(
    String system, Subject subject, Map<String, Object> attributes, List<Grant> grants) {
  Principal {
    attributes = Map.copyOf(attributes);
    grants = List.copyOf(grants);
  }

  CanonicalJson content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("system", system);
    content.put("type", subject.kind());
    content.put("name", subject.name());
    subject.namespaceIfAny().ifPresent(namespace -> content.put("namespace", namespace));
    content.put("attributes", attributes);
    content.put("grants", grants.stream().map(Grant::toTree).toList());
    return CanonicalJson.of(content);
  }
}
