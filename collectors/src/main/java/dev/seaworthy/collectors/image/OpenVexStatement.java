package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of an OpenVEX document's {@code statements}. */
final class OpenVexStatement {
  /** Also CSAF's. */
  static final Set<String> JUSTIFICATIONS =
      Set.of(
          "component_not_present",
          "vulnerable_code_not_present",
          "vulnerable_code_not_in_execute_path",
          "vulnerable_code_cannot_be_controlled_by_adversary",
          "inline_mitigations_already_exist");

  private final ReportStream stream;
  private final List<String> ids = new ArrayList<>();
  private final List<VexProduct> products = new ArrayList<>();
  private final List<List<String>> subcomponents = new ArrayList<>();
  private Optional<VexStatus> status = Optional.empty();
  private String justification = "";
  private String impact = "";
  private String action = "";
  private long at = VexStatement.UNDATED;

  OpenVexStatement(ReportStream stream) {
    this.stream = stream;
  }

  VexStatement read() throws IOException {
    stream.object(this::field);
    if (ids.isEmpty()) {
      throw stream.invalid("names no vulnerability");
    }
    if (status.isEmpty()) {
      throw stream.invalid("has no status that OpenVEX knows");
    }
    if (products.isEmpty()) {
      throw stream.invalid("names no product");
    }
    return new VexStatement(
        ids,
        products.stream().map(this::limited).toList(),
        status.get(),
        justification,
        impact,
        action,
        at);
  }

  /** Version 0.0.1 names the parts once for all products of a statement. */
  private VexProduct limited(VexProduct product) {
    return subcomponents.isEmpty() || !product.subcomponents().isEmpty()
        ? product
        : product.within(subcomponents);
  }

  private void field(String field) throws IOException {
    switch (field) {
      case "vulnerability" -> vulnerability();
      case "products" -> stream.array(this::product);
      case "subcomponents" -> parts(subcomponents);
      case "status" -> status = VexStatus.of(stream.text());
      case "justification" -> justify();
      case "impact_statement" -> impact = stream.text();
      case "action_statement" -> action = stream.text();
      case "timestamp", "last_updated" ->
          ScanTime.epochSeconds(stream).ifPresent(seconds -> at = Math.max(at, seconds));
      default -> {}
    }
  }

  private void justify() throws IOException {
    String word = stream.text();
    if (!word.isEmpty() && !JUSTIFICATIONS.contains(word)) {
      throw stream.invalid("is no justification that OpenVEX knows");
    }
    justification = word;
  }

  private void vulnerability() throws IOException {
    if (stream.atText()) {
      addId(stream.text());
      return;
    }
    stream.object(
        field -> {
          if (field.equals("name")) {
            // The name goes first whatever the order of the keys.
            ids.add(0, stream.text());
          } else if (field.equals("aliases")) {
            stream.texts().forEach(this::addId);
          }
        });
    ids.removeIf(String::isBlank);
  }

  private void addId(String id) {
    if (!id.isBlank()) {
      ids.add(id);
    }
  }

  private void product() throws IOException {
    if (stream.atText()) {
      products.add(VexProduct.of(List.of(stream.text())));
      return;
    }
    List<String> names = new ArrayList<>();
    List<List<String>> parts = new ArrayList<>();
    stream.object(
        field -> {
          if (field.equals("subcomponents")) {
            parts(parts);
          } else {
            name(field, names);
          }
        });
    if (names.isEmpty()) {
      throw stream.invalid("has neither `@id` nor identifiers");
    }
    products.add(VexProduct.of(names).within(parts));
  }

  /** Without any of its limits, the statement would say more than its author did. */
  private void parts(List<List<String>> parts) throws IOException {
    int[] written = {0};
    stream.array(
        () -> {
          written[0]++;
          parts.add(names());
        });
    if (parts.size() < written[0]) {
      parts.add(List.of());
    }
  }

  /** The names of a component: a text, or an object that has several. */
  private List<String> names() throws IOException {
    if (stream.atText()) {
      return List.of(stream.text());
    }
    List<String> names = new ArrayList<>();
    stream.object(field -> name(field, names));
    return names;
  }

  private void name(String field, List<String> names) throws IOException {
    switch (field) {
      case "@id" -> names.add(stream.text());
      case "identifiers" -> stream.object(kind -> names.add(stream.text()));
      case "hashes" ->
          stream.object(
              algorithm -> {
                if (algorithm.equals("sha-256")) {
                  names.add("sha256:" + stream.text());
                }
              });
      default -> {}
    }
  }
}
