package dev.seaworthy.admission.cel;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The controls that somebody wrote in CEL, each in a file of the program beside this class. */
final class CelCatalogue {
  /** In id order. */
  static final List<String> IDS = List.of("IMG-01", "IMG-02", "IMG-04", "K8S-09");

  private CelCatalogue() {}

  static Optional<CelControl> find(String id) {
    return IDS.contains(id) ? Optional.of(read(id)) : Optional.empty();
  }

  private static CelControl read(String id) {
    Map<?, ?> root = mapping(new Yaml(new SafeConstructor(new LoaderOptions())).load(text(id)));
    if (!id.equals(root.get("control"))) {
      throw new IllegalStateException("the file of " + id + " is about another control");
    }
    List<?> findings = root.get("findings") instanceof List<?> list ? list : List.of();
    return new CelControl(
        id,
        Digest.parse(text(root, "rules", "")),
        texts(root, "settings"),
        texts(root, "facts"),
        findings.stream().map(one -> finding(mapping(one))).toList(),
        texts(root, "left-out"));
  }

  private static CelFinding finding(Map<?, ?> entry) {
    return new CelFinding(
        text(entry, "rule", ""),
        text(entry, "when", "true"),
        text(entry, "of", ""),
        text(entry, "each", ""),
        text(entry, "if", "true"),
        texts(entry, "values"));
  }

  private static Map<String, String> texts(Map<?, ?> parent, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (parent.containsKey(key)) {
      mapping(parent.get(key)).forEach((name, text) -> texts.put(name.toString(), text.toString()));
    }
    return texts;
  }

  private static String text(Map<?, ?> parent, String key, String otherwise) {
    Object value = parent.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static Map<?, ?> mapping(@Nullable Object value) {
    if (value instanceof Map<?, ?> mapping) {
      return mapping;
    }
    throw new IllegalStateException("a control in CEL has no mapping where one belongs");
  }

  private static String text(String id) {
    try (InputStream in = CelCatalogue.class.getResourceAsStream(id + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException(id + " is not among the controls in CEL");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
