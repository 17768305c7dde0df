package dev.seaworthy.collectors.tls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.tls.probe.CipherSuite;
import dev.seaworthy.collectors.tls.probe.CipherSuites;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One endpoint of a probe that fits its schema; what a suite is comes from its name alone. */
final class ProbedEndpoint {
  private static final String VERSIONS = "versions";
  private static final String SUITES = "suites";
  private static final String CHAIN = "chain";

  private final JsonNode endpoint;
  private final Map<JsonPath, String> faults = new LinkedHashMap<>();

  ProbedEndpoint(JsonNode endpoint) {
    this.endpoint = endpoint;
    requireSuites();
    requireChain();
    if (isAnswered() && !endpoint.has(VERSIONS)) {
      faults.put(JsonPath.of(VERSIONS), "is missing: what an endpoint that answered accepted");
    }
  }

  /** What is wrong beyond the schema, as the end of a sentence, by its path in the endpoint. */
  Map<JsonPath, String> faults() {
    return faults;
  }

  Subject subject(String kind) {
    String host = endpoint.path("host").asText();
    String at = host + ":" + endpoint.path("port").asInt();
    return Subject.of(kind, served().equals(host) ? at : at + " for " + served());
  }

  /** The name that the server is asked for, or else its host. */
  String served() {
    return endpoint.has("serverName")
        ? endpoint.path("serverName").asText()
        : endpoint.path("host").asText();
  }

  List<String> chain() {
    List<String> chain = new ArrayList<>();
    endpoint.path(CHAIN).forEach(one -> chain.add(one.asText()));
    return chain;
  }

  /** As {@code tls/endpoint} has it: without the certificates, which are evidence of their own. */
  Map<String, Object> content() {
    Map<String, Object> content = new TreeMap<>();
    endpoint.properties().forEach(field -> content.put(field.getKey(), field.getValue()));
    content.remove(CHAIN);
    if (isAnswered()) {
      List<Object> versions = new ArrayList<>();
      endpoint.path(VERSIONS).forEach(version -> versions.add(version(version)));
      content.put(VERSIONS, versions);
    }
    return content;
  }

  private boolean isAnswered() {
    return endpoint.path("status").asText().equals("answered");
  }

  private static JsonNode version(JsonNode version) {
    ObjectNode copy = version.deepCopy();
    for (JsonNode suite : copy.path(SUITES)) {
      CipherSuites.named(suite.path("name").asText())
          .map(CipherSuite::toTree)
          .ifPresent(facts -> facts.forEach((key, fact) -> put((ObjectNode) suite, key, fact)));
    }
    return copy;
  }

  private static void put(ObjectNode suite, String key, Object fact) {
    if (fact instanceof Boolean truth) {
      suite.put(key, truth);
    } else {
      suite.put(key, String.valueOf(fact));
    }
  }

  /** A suite that is not registered has its code in its name, and no facts. */
  private void requireSuites() {
    JsonNode versions = endpoint.path(VERSIONS);
    for (int i = 0; i < versions.size(); i++) {
      JsonNode suites = versions.get(i).path(SUITES);
      if (versions.get(i).path("status").asText().equals("accepted") && suites.isEmpty()) {
        faults.put(JsonPath.of(VERSIONS, i, SUITES), "is empty, though the version is accepted");
      }
      for (int j = 0; j < suites.size(); j++) {
        String name = suites.get(j).path("name").asText();
        Optional<CipherSuite> suite = CipherSuites.named(name);
        String code = suite.map(CipherSuite::hex).orElse(unregistered(name));
        if (!code.equals(suites.get(j).path("code").asText())) {
          faults.put(
              JsonPath.of(VERSIONS, i, SUITES, j, "code"), "is not the code of `" + name + "`");
        }
      }
    }
  }

  private static String unregistered(String name) {
    return name.startsWith("UNREGISTERED_") ? name.substring(name.indexOf('_') + 1) : "";
  }

  private void requireChain() {
    List<String> chain = chain();
    for (int i = 0; i < chain.size(); i++) {
      try {
        Base64.getDecoder().decode(chain.get(i));
      } catch (IllegalArgumentException e) {
        faults.put(JsonPath.of(CHAIN, i), "is not Base64");
      }
    }
  }
}
