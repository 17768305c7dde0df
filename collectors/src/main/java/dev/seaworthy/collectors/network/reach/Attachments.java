package dev.seaworthy.collectors.network.reach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.collectors.document.Tree;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads which secondary networks pods ask for (Network Plumbing Working Group's multi-network
 * specification, version 1.3, section 4.1). Networks of one name are one network in every name
 * space, as definitions must stand in each name space that uses them.
 */
final class Attachments {
  static final String ANNOTATION = "k8s.v1.cni.cncf.io/networks";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Attachments() {}

  /** The names in an annotation: a list by commas, or a JSON list of objects. */
  static Set<String> names(String annotation) {
    String text = annotation.strip();
    Set<String> names = new TreeSet<>();
    if (!text.startsWith("[")) {
      for (String one : text.split(",", -1)) {
        names.add(bare(one));
      }
    } else {
      json(text).forEach(one -> names.add(one.path("name").asText()));
    }
    names.remove("");
    return names;
  }

  /** The networks of a virtual machine's spec. */
  static Set<String> ofMachine(Tree.Mapping spec) {
    Set<String> names = new TreeSet<>();
    spec.items("networks").stream()
        .flatMap(network -> network.asMapping().stream())
        .flatMap(network -> network.mapping("multus").stream())
        .flatMap(multus -> multus.text("networkName").stream())
        .forEach(name -> names.add(bare(name)));
    return names;
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      // Multus starts no pod whose annotation it cannot read.
      return MAPPER.createArrayNode();
    }
  }

  /** The name alone of {@code namespace/name@interface}. */
  static String bare(String reference) {
    String name = reference.strip();
    int at = name.indexOf('@');
    String untied = at < 0 ? name : name.substring(0, at);
    return untied.substring(untied.indexOf('/') + 1);
  }
}
