package dev.seaworthy.collectors.dependency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.seaworthy.collectors.document.PlainUrl;
import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code pyproject.toml}, and the lock files of Poetry and uv. */
final class TomlReader {
  private static final TomlMapper MAPPER = new TomlMapper();

  /** A caret or a bare number is Poetry's way to write a range. */
  private static final Pattern POETRY_EXACT = Pattern.compile("={2,3}\\s*([0-9][A-Za-z0-9.!+_-]*)");

  private final DependencySet set;

  TomlReader(DependencySet set) {
    this.set = set;
  }

  void read(String text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      switch (set.form()) {
        case PYPROJECT -> manifest(root, lines(text, "dependencies"));
        case POETRY -> poetry(root, lines(text, "[[package]]"));
        default -> uv(root, lines(text, "[[package]]"));
      }
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      set.faults()
          .add(
              at == null ? new Tree.Mark(0, 0) : new Tree.Mark(at.getLineNr(), at.getColumnNr()),
              "it is no well-formed TOML");
    }
  }

  /** The lines that begin so: the parser does not say where its values stood. */
  private static List<Integer> lines(String text, String begin) {
    List<Integer> found = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].strip().startsWith(begin)) {
        found.add(i + 1);
      }
    }
    return found;
  }

  private static Tree.Mark mark(List<Integer> lines, int index) {
    return new Tree.Mark(index < lines.size() ? lines.get(index) : 1, 1);
  }

  private void manifest(JsonNode root, List<Integer> lines) {
    Tree.Mark at = mark(lines, 0);
    pep508(root.at("/project/dependencies"), "", at);
    root.at("/project/optional-dependencies")
        .properties()
        .forEach(group -> pep508(group.getValue(), group.getKey(), at));
    root.path("dependency-groups")
        .properties()
        .forEach(group -> pep508(group.getValue(), group.getKey(), at));
    JsonNode poetry = root.at("/tool/poetry");
    table(poetry.path("dependencies"), "", at);
    table(poetry.path("dev-dependencies"), "dev", at);
    poetry
        .path("group")
        .properties()
        .forEach(group -> table(group.getValue().path("dependencies"), group.getKey(), at));
  }

  private void pep508(JsonNode list, String group, Tree.Mark at) {
    for (JsonNode item : list) {
      // A group may name another group, by a table.
      if (item.isTextual()) {
        Optional<Dependency> one = PythonRequirement.read(item.asText(), set, at);
        one.ifPresentOrElse(
            known -> set.add(known.says("group", group)),
            () -> set.faults().add(at, "`%s` is no requirement".formatted(shown(item.asText()))));
      }
    }
  }

  private static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
  }

  private void table(JsonNode table, String group, Tree.Mark at) {
    table
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("python")) {
                set.add(poetryWants(entry.getKey(), entry.getValue(), at).says("group", group));
              }
            });
  }

  private Dependency poetryWants(String name, JsonNode value, Tree.Mark at) {
    JsonNode first = value.isArray() ? value.path(0) : value;
    if (first.isTextual()) {
      return ranged(set.of(name, at), first.asText());
    }
    if (first.has("git")) {
      return set.of(name, at)
          .from(Dependency.Origin.VCS)
          .requirement(PlainUrl.of(first.path("git").asText()))
          .commit(first.path("rev").asText());
    }
    if (first.has("url")) {
      return PythonRequirement.address(name, first.path("url").asText(), set, at);
    }
    return first.has("path")
        ? set.of(name, at).from(Dependency.Origin.LOCAL)
        : ranged(set.of(name, at), first.path("version").asText());
  }

  private static Dependency ranged(Dependency one, String wanted) {
    Matcher exact = POETRY_EXACT.matcher(wanted.strip());
    one.requirement(wanted);
    return exact.matches() ? one.version(exact.group(1)) : one;
  }

  /** Hashes stood under {@code metadata.files} before Poetry 1.3. */
  private void poetry(JsonNode root, List<Integer> lines) {
    JsonNode old = root.at("/metadata/files");
    int index = 0;
    for (JsonNode each : packages(root)) {
      String name = each.path("name").asText();
      Dependency one = set.of(name, mark(lines, index++)).version(each.path("version").asText());
      JsonNode source = each.path("source");
      switch (source.path("type").asText()) {
        case "git" ->
            one.from(Dependency.Origin.VCS).commit(source.path("resolved_reference").asText());
        case "url" -> one.from(Dependency.Origin.URL).is("fixed", true);
        case "directory", "file" -> one.from(Dependency.Origin.LOCAL);
        default -> {}
      }
      JsonNode files = each.has("files") ? each.path("files") : old.path(name);
      files.forEach(file -> one.hash(file.path("hash").asText()));
      set.add(one);
    }
  }

  private JsonNode packages(JsonNode root) {
    JsonNode packages = root.path("package");
    if (!packages.isArray() && !root.has("version") && !root.has("metadata")) {
      set.faults().add(new Tree.Mark(1, 1), "it names no packages");
    }
    return packages;
  }

  private void uv(JsonNode root, List<Integer> lines) {
    int index = 0;
    for (JsonNode each : packages(root)) {
      Tree.Mark at = mark(lines, index++);
      JsonNode source = each.path("source");
      if (source.has("virtual") || source.has("editable") || source.has("directory")) {
        uvMember(each);
        continue;
      }
      Dependency one = set.of(each.path("name").asText(), at);
      one.version(each.path("version").asText());
      if (source.has("git")) {
        String url = source.path("git").asText();
        one.from(Dependency.Origin.VCS).commit(url.substring(url.indexOf('#') + 1));
      } else if (source.has("url")) {
        one.from(Dependency.Origin.URL).is("fixed", true);
      } else if (source.has("path")) {
        one.from(Dependency.Origin.LOCAL);
      }
      one.hash(each.at("/sdist/hash").asText());
      each.path("wheels").forEach(wheel -> one.hash(wheel.path("hash").asText()));
      set.add(one);
    }
  }

  /** The project itself, with what it asked for when the lock was made. */
  private void uvMember(JsonNode member) {
    JsonNode metadata = member.path("metadata");
    if (!metadata.isMissingNode() || member.at("/source/virtual").asText().equals(".")) {
      set.tellsDeclared();
    }
    metadata.path("requires-dist").forEach(this::uvDeclares);
    metadata
        .path("requires-dev")
        .properties()
        .forEach(group -> group.getValue().forEach(this::uvDeclares));
  }

  private void uvDeclares(JsonNode wanted) {
    set.declares(wanted.path("name").asText(), wanted.path("specifier").asText());
  }
}
