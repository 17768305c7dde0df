package dev.seaworthy.collectors.odoo;

import dev.seaworthy.collectors.document.Csv;
import dev.seaworthy.collectors.document.LineStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a database says of its modules: a CSV of {@code ir.module.module}, as Odoo exports it (with
 * its labels or its names of columns) or {@code COPY … TO … WITH (FORMAT csv, HEADER)} writes it.
 */
public final class InstalledModules {
  private static final List<String> NAMES = List.of("name", "Technical Name");
  private static final List<String> STATES = List.of("state", "Status");
  private static final List<String> VERSIONS =
      List.of("latest_version", "installed_version", "Installed Version", "Latest Version");
  private static final Set<String> INSTALLED = Set.of("installed", "to upgrade", "to be upgraded");
  private static final int MAX_ROWS = 100_000;

  private final Map<String, String> versions;

  private InstalledModules(Map<String, String> versions) {
    this.versions = versions;
  }

  /**
   * Reads.
   *
   * @throws IOException if it is no such list, with what is wrong as its message
   */
  public static InstalledModules read(InputStream in) throws IOException {
    Csv rows = new Csv(new LineStream(in), ',');
    String name = column(rows, NAMES).orElseThrow(() -> lacks("the name of modules", NAMES));
    String state = column(rows, STATES).orElseThrow(() -> lacks("their state", STATES));
    Optional<String> version = column(rows, VERSIONS);
    Map<String, String> found = new TreeMap<>();
    int number = 0;
    for (Optional<Csv.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      if (++number > MAX_ROWS) {
        throw new IOException("it has more than %d rows".formatted(MAX_ROWS));
      }
      Csv.Row one = row.get();
      if (!one.isWhole()) {
        throw new IOException("line %d has another number of values".formatted(one.line()));
      }
      if (INSTALLED.contains(one.get(state).strip().toLowerCase(Locale.ROOT))) {
        found.put(one.get(name).strip(), version.map(one::get).orElse("").strip());
      }
    }
    if (found.isEmpty()) {
      throw new IOException("it lists no installed module");
    }
    return new InstalledModules(found);
  }

  /** Modules of a tree with whether they are installed, and those that only the database has. */
  public List<Map<String, Object>> join(List<Map<String, Object>> modules) {
    Map<Object, Map<String, Object>> byName =
        modules.stream()
            .collect(Collectors.toMap(one -> one.getOrDefault("name", ""), Function.identity()));
    Stream<Map<String, Object>> unseen =
        versions.keySet().stream()
            .filter(name -> !byName.containsKey(name))
            .map(name -> new TreeMap<>(Map.of("name", name)));
    return Stream.concat(modules.stream(), unseen)
        .map(this::with)
        .sorted(Comparator.comparing(one -> String.valueOf(one.get("name"))))
        .toList();
  }

  private Map<String, Object> with(Map<String, Object> module) {
    Map<String, Object> more = new TreeMap<>(module);
    String version = versions.get(String.valueOf(module.get("name")));
    more.put("installed", version != null);
    if (version != null && !version.isEmpty()) {
      more.put("installedVersion", version);
    }
    return more;
  }

  private static Optional<String> column(Csv rows, List<String> names) {
    return names.stream().filter(rows::has).findFirst();
  }

  private static IOException lacks(String what, List<String> columns) {
    return new IOException(
        "no column holds %s: one of `%s`".formatted(what, String.join("`, `", columns)));
  }
}
