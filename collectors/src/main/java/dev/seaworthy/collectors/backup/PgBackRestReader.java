package dev.seaworthy.collectors.backup;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.FirstFaults;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code pgbackrest info --output=json}: a list of stanzas, each a cluster of PostgreSQL.
 * What has not the form that every version since 2.32 writes is a gap.
 * https://pgbackrest.org/command.html#command-info
 */
final class PgBackRestReader {
  /** More are no repository of anybody. */
  static final int MAX_BACKUPS = 50_000;

  /** What the tool calls what the evidence calls otherwise. */
  private static final Map<String, String> KEYS =
      Map.of("backups", "backup", "archives", "archive", "repositories", "repo");

  private final Source source;
  private final Tree.Sequence root;
  private final HashedLocations locations;
  private final FirstFaults<Gap> faults = new FirstFaults<>();

  PgBackRestReader(Source source, Tree.Sequence root) {
    this.source = source;
    this.root = root;
    this.locations = HashedLocations.of(source.file(), root);
  }

  static boolean is(Tree.Sequence list) {
    return !list.items().isEmpty()
        && list.items().stream()
            .allMatch(
                item ->
                    item.asMapping()
                        .filter(one -> one.text("name").isPresent())
                        .map(Tree.Mapping::entries)
                        .filter(keys -> keys.containsKey("backup") && keys.containsKey("archive"))
                        .isPresent());
  }

  List<Observation> read() {
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < root.items().size(); i++) {
      try {
        observations.add(stanza(root.items().get(i).asMapping().orElseThrow(), i));
      } catch (NotCanonicalException e) {
        wrong(root.items().get(i), "has no exact JSON form");
      }
    }
    observations.addAll(faults.told());
    return observations;
  }

  private Evidence stanza(Tree.Mapping stanza, int position) throws NotCanonicalException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("tool", "pgBackRest");
    content.put("stanza", stanza.text("name").orElse(""));
    status(stanza).ifPresent(status -> content.put("status", status));
    content.put("repositories", all(stanza, "repo", this::repository));
    content.put("archives", all(stanza, "archive", this::archive));
    content.put("backups", all(stanza, "backup", this::backup));
    return new Evidence(
        EvidenceKinds.BACKUP_STANZA,
        Subject.of("BackupStanza", stanza.text("name").orElse("")),
        source,
        CanonicalJson.of(content),
        located(position));
  }

  /** Reads one item of a list; {@code item} is where faults point at. */
  @FunctionalInterface
  private interface ItemReader {
    Map<String, Object> read(Tree.Mapping item);
  }

  private List<Object> all(Tree.Mapping stanza, String key, ItemReader reader) {
    List<Tree> items = stanza.items(key);
    if (stanza.get(key).isEmpty() || !(stanza.get(key).get() instanceof Tree.Sequence)) {
      wrong(stanza, "has no list `" + key + "`: pgBackRest writes one since version 2.32");
    }
    if (items.size() > MAX_BACKUPS) {
      wrong(items.get(MAX_BACKUPS), "is one of more than " + MAX_BACKUPS);
    }
    List<Object> read = new ArrayList<>();
    for (Tree item : items.subList(0, Math.min(items.size(), MAX_BACKUPS))) {
      if (item.asMapping().isEmpty()) {
        wrong(item, "is no mapping");
      }
      // What is broken keeps its place, so that positions are those of the file.
      read.add(item.asMapping().map(reader::read).orElse(Map.of()));
    }
    return read;
  }

  private Map<String, Object> repository(Tree.Mapping item) {
    Map<String, Object> read = new LinkedHashMap<>();
    number(item, "key").ifPresent(key -> read.put("key", key));
    text(item, "cipher").ifPresent(cipher -> read.put("cipher", cipher));
    status(item).ifPresent(status -> read.put("status", status));
    return read;
  }

  private Map<String, Object> archive(Tree.Mapping item) {
    Map<String, Object> read = new LinkedHashMap<>();
    text(item, "id").ifPresent(id -> read.put("id", id));
    repositoryOf(item).ifPresent(key -> read.put("repository", key));
    // Null where nothing was archived.
    item.text("min").ifPresent(min -> read.put("min", min));
    item.text("max").ifPresent(max -> read.put("max", max));
    return read;
  }

  private Map<String, Object> backup(Tree.Mapping item) {
    Map<String, Object> read = new LinkedHashMap<>();
    text(item, "label").ifPresent(label -> read.put("label", label));
    text(item, "type").ifPresent(type -> read.put("type", type));
    repositoryOf(item).ifPresent(key -> read.put("repository", key));
    time(item, "start").ifPresent(start -> read.put("start", start));
    time(item, "stop").ifPresent(stop -> read.put("stop", stop));
    item.mapping("archive")
        .flatMap(archive -> archive.text("stop"))
        .ifPresent(stop -> read.put("archiveStop", stop));
    // Null where pages have no checksums: then nobody looked.
    item.get("error")
        .map(Tree::plain)
        .filter(Boolean.class::isInstance)
        .ifPresent(error -> read.put("error", error));
    read.put(
        "references",
        item.items("reference").stream().flatMap(one -> one.asText().stream()).toList());
    return read;
  }

  private Optional<Map<String, Object>> status(Tree.Mapping item) {
    Optional<Tree.Mapping> status = item.mapping("status");
    if (status.isEmpty()) {
      wrong(item, "has no `status`");
      return Optional.empty();
    }
    return number(status.get(), "code")
        .map(code -> Map.of("code", code, "message", status.get().text("message").orElse("")));
  }

  private Optional<Long> repositoryOf(Tree.Mapping item) {
    Optional<Tree.Mapping> database = item.mapping("database");
    if (database.isEmpty()) {
      wrong(item, "names no `database`");
    }
    return database.flatMap(one -> number(one, "repo-key"));
  }

  private Optional<Long> time(Tree.Mapping item, String key) {
    Optional<Tree.Mapping> times = item.mapping("timestamp");
    if (times.isEmpty()) {
      wrong(item, "has no `timestamp`");
    }
    return times.flatMap(one -> number(one, key));
  }

  private Optional<Long> number(Tree.Mapping item, String key) {
    Optional<Long> number =
        item.get(key).map(Tree::plain).filter(Long.class::isInstance).map(Long.class::cast);
    if (number.filter(value -> value >= 0).isEmpty()) {
      wrong(item.get(key).orElse(item), "`" + key + "` is no whole number");
      return Optional.empty();
    }
    return number;
  }

  private Optional<String> text(Tree.Mapping item, String key) {
    Optional<String> text = item.text(key);
    if (text.isEmpty()) {
      wrong(item.get(key).orElse(item), "`" + key + "` is no text");
    }
    return text;
  }

  private void wrong(Tree at, String what) {
    faults.add(
        new Gap(
            Problems.of(
                "INVALID_BACKUP_LIST",
                "what pgBackRest wrote to `%s` cannot be trusted as a whole: something in it %s"
                    .formatted(source.file(), what),
                "take it again with `pgbackrest info --output=json`, of version 2.32 or later"),
            source,
            new Location(source.file(), at.mark().line(), at.mark().column()),
            List.of(BackupCollector.NAME + "/*")));
  }

  private Locations located(int stanza) {
    return path -> {
      List<Object> steps = new ArrayList<>(List.of(stanza));
      for (Object step : path.steps()) {
        steps.add(
            steps.size() == 1
                ? KEYS.getOrDefault(String.valueOf(step), String.valueOf(step))
                : step);
      }
      return locations.locate(new JsonPath(steps));
    };
  }
}
