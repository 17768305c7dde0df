package dev.seaworthy.collectors.odoo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the folder of one module. */
final class ModuleReader {
  /** What Odoo reads a manifest from, the newer name first. */
  static final List<String> MANIFESTS = List.of("__manifest__.py", "__openerp__.py");

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_FILES = 2_000;
  private static final int MAX_DEPTH = 8;

  /** Scripts for a version of Odoo's own are {@code 18.0.1.2}, others may leave the series out. */
  private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+){0,5}");

  private static final Pattern SCRIPT = Pattern.compile("(pre|post|end)-.*\\.py");
  private static final Set<String> NO_MODELS = Set.of("tests", "migrations", "upgrades", "static");

  private final Path folder;
  private final String shown;
  private final Consumer<String> unknown;

  /**
   * @param shown how the folder is named to people
   * @param unknown takes what cannot be read
   */
  ModuleReader(Path folder, String shown, Consumer<String> unknown) {
    this.folder = folder;
    this.shown = shown;
    this.unknown = unknown;
  }

  /** The module as a record has it; without a readable manifest its name and place alone. */
  Map<String, Object> read(Path manifest) {
    Map<String, Object> module = new TreeMap<>();
    module.put("name", String.valueOf(folder.getFileName()));
    module.put("path", shown);
    try {
      Object value = PythonLiteral.read(text(manifest));
      if (value instanceof Map<?, ?> fields) {
        manifest(fields, module);
      } else {
        unknown.accept("%s: it is no dictionary".formatted(named(manifest)));
      }
    } catch (PythonFault e) {
      unknown.accept(
          "%s:%d:%d: %s".formatted(named(manifest), e.line(), e.column(), e.getMessage()));
    } catch (IOException e) {
      unknown.accept("%s: %s".formatted(named(manifest), why(e)));
    }
    module.put("fields", List.copyOf(fields()));
    module.put("migrations", List.copyOf(migrations()));
    return module;
  }

  private void manifest(Map<?, ?> fields, Map<String, Object> module) {
    text(fields, "version", module);
    text(fields, "license", module);
    // As Odoo takes it where nothing is said.
    module.put("installable", !Boolean.FALSE.equals(fields.get("installable")));
    module.put("depends", texts(fields.get("depends")));
    if (fields.get("external_dependencies") instanceof Map<?, ?> external) {
      module.put("python", texts(external.get("python")));
      module.put("programs", texts(external.get("bin")));
    }
  }

  private static void text(Map<?, ?> fields, String key, Map<String, Object> module) {
    if (fields.get(key) instanceof String text && !text.isBlank()) {
      module.put(key, text.strip());
    }
  }

  private static List<String> texts(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(one -> !one.isBlank())
            .toList()
        : List.of();
  }

  private SortedSet<String> fields() {
    SortedSet<String> found = new TreeSet<>();
    for (Path file : sources()) {
      try {
        found.addAll(StoredFields.in(text(file)));
      } catch (IOException e) {
        unknown.accept("%s: %s".formatted(named(file), why(e)));
      }
    }
    return found;
  }

  private List<Path> sources() {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walked = Files.walk(folder, MAX_DEPTH)) {
      walked
          .filter(file -> file.toString().endsWith(".py"))
          .filter(file -> !NO_MODELS.contains(String.valueOf(folder.relativize(file).getName(0))))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .limit(MAX_FILES + 1L)
          .forEach(files::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      unknown.accept("%s: its files cannot be listed".formatted(shown));
    }
    if (files.size() > MAX_FILES) {
      unknown.accept("%s: it has more than %d source files".formatted(shown, MAX_FILES));
      files.remove(MAX_FILES);
    }
    return files;
  }

  /** Versions that there are scripts for; a folder without any stands for nothing. */
  private SortedSet<String> migrations() {
    SortedSet<String> versions = new TreeSet<>();
    for (String parent : List.of("migrations", "upgrades")) {
      for (Path version : children(folder.resolve(parent))) {
        String name = String.valueOf(version.getFileName());
        if (VERSION.matcher(name).matches()
            && children(version).stream()
                .anyMatch(one -> SCRIPT.matcher(String.valueOf(one.getFileName())).matches())) {
          versions.add(name);
        }
      }
    }
    return versions;
  }

  private List<Path> children(Path parent) {
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> listed = Files.list(parent)) {
      return listed.sorted().toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      unknown.accept("%s: it cannot be listed".formatted(named(parent)));
      return List.of();
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (java.io.InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it has more than %d bytes".formatted(MAX_BYTES));
    }
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return (text.startsWith("\ufeff") ? text.substring(1) : text).replace("\r\n", "\n");
  }

  private String named(Path file) {
    return shown + "/" + folder.relativize(file);
  }

  private static String why(IOException e) {
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    String message = String.valueOf(e.getMessage());
    return message.startsWith("it ") ? message : "it cannot be read";
  }
}
