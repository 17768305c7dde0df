package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code .trivyignore.yaml}: entries in sections, each for one type of finding. */
final class IgnoreYaml {
  private static final Set<String> SECTIONS =
      Set.of("vulnerabilities", "misconfigurations", "secrets", "licenses");
  private static final Set<String> KEYS = Set.of("id", "paths", "purls", "expired_at", "statement");

  private final IgnoreFile file;

  IgnoreYaml(IgnoreFile file) {
    this.file = file;
  }

  /** Whether a document has the form, or is called what only such files are. */
  static boolean is(String name, Tree.Mapping root) {
    if (root.entries().isEmpty() || !SECTIONS.containsAll(root.entries().keySet())) {
      return false;
    }
    List<Tree> entries = SECTIONS.stream().flatMap(key -> root.items(key).stream()).toList();
    return name.matches("(.*/)?[^/]*trivyignore\\.ya?ml")
        || (!entries.isEmpty() && entries.stream().allMatch(IgnoreYaml::isEntry));
  }

  private static boolean isEntry(Tree tree) {
    return tree.asMapping().stream()
        .anyMatch(
            entry -> entry.text("id").isPresent() && KEYS.containsAll(entry.entries().keySet()));
  }

  void read(Tree.Mapping root) {
    root.entries()
        .forEach(
            (section, entry) -> {
              if (entry.value() instanceof Tree.Sequence list) {
                list.items().forEach(item -> entry(section, item));
              } else if (entry.value().asMapping().isPresent() || isText(entry.value())) {
                file.fault("`" + section + "` is not a list", entry.keyMark());
              }
            });
  }

  private static boolean isText(Tree tree) {
    return tree.asText().isPresent();
  }

  private void entry(String section, Tree item) {
    Optional<Tree.Mapping> entry = item.asMapping();
    String id = entry.flatMap(one -> one.text("id")).orElse("");
    if (entry.isEmpty() || id.isBlank()) {
      file.fault("an entry of `" + section + "` has no `id`", item.mark());
      return;
    }
    Tree.Mapping fields = entry.get();
    Optional<Long> until = until(fields);
    Optional<List<String>> paths = texts(fields, "paths");
    Optional<List<String>> purls = texts(fields, "purls").filter(IgnoreYaml::allPurls);
    if (until.isEmpty() || paths.isEmpty() || purls.isEmpty()) {
      String wrong = until.isEmpty() ? "expired_at" : paths.isEmpty() ? "paths" : "purls";
      file.fault(
          "`%s` of `%s` cannot be read".formatted(wrong, ReportStream.printable(id)), item.mark());
      return;
    }
    file.add(
        new IgnoreEntry(
            section,
            id,
            paths.get(),
            purls.get(),
            until.get(),
            fields.text("statement").orElse("")));
  }

  private static Optional<Long> until(Tree.Mapping fields) {
    return fields.get("expired_at").isEmpty()
        ? Optional.of(IgnoreEntry.FOREVER)
        : fields.text("expired_at").flatMap(IgnoreTime::of);
  }

  private static boolean allPurls(List<String> texts) {
    return texts.stream().allMatch(text -> PackageUrl.of(text).isPresent());
  }

  /** A limit that cannot be read does not widen the entry. */
  private static Optional<List<String>> texts(Tree.Mapping fields, String key) {
    Optional<Tree> value = fields.get(key);
    if (value.isEmpty()) {
      return Optional.of(List.of());
    }
    List<String> texts = new ArrayList<>();
    fields.items(key).forEach(item -> item.asText().ifPresent(texts::add));
    return texts.isEmpty() || texts.size() < fields.items(key).size()
        ? Optional.empty()
        : Optional.of(texts);
  }
}
