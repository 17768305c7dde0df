package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.EmbeddedDocument;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the Traefik files among the values of a ConfigMap. */
final class TraefikConfigMap {
  /** Words that stand in every file we would read; sparing the rest a parser. */
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?im)^\\s*[\"']?(entrypoints|providers|routers|services|serverstransports|middlewares|options|stores|certificates)[\"']?\\s*:");

  private static final Pattern SURELY_TRAEFIK =
      Pattern.compile("(?im)^\\s*[\"']?(entrypoints|certresolver|middlewares)[\"']?\\s*:");
  private static final Pattern TOML =
      Pattern.compile("(?im)^\\s*\\[+\\s*(entrypoints|providers|http\\s*[.\\]]|tls\\s*[.\\]])");

  private final Place place;
  private final Proxy proxy;
  private final List<String> affected;

  TraefikConfigMap(Place place, Proxy proxy, List<String> affected) {
    this.place = place;
    this.proxy = proxy;
    this.affected = affected;
  }

  void read(Tree.Mapping configMap, List<Observation> observations) {
    Map<String, Tree.Entry> data =
        configMap.mapping("data").map(Tree.Mapping::entries).orElse(Map.of());
    data.forEach(
        (key, entry) ->
            entry.value().asText().ifPresent(text -> readValue(key, text, observations)));
  }

  private void readValue(String key, String text, List<Observation> observations) {
    Place value = place.at("data", key);
    String name = key.toLowerCase(Locale.ROOT);
    if (name.endsWith(".toml")) {
      if (TOML.matcher(text).find()) {
        readDocuments(value, key, EmbeddedDocument.read("value.toml", text), observations);
      }
      return;
    }
    if (!CANDIDATE.matcher(text).find()) {
      return;
    }
    EmbeddedDocument documents = EmbeddedDocument.read("value.yaml", text);
    if (documents.problem().isPresent() && !SURELY_TRAEFIK.matcher(text).find()) {
      documents = new EmbeddedDocument(documents.roots(), Optional.empty());
    }
    readDocuments(value, key, documents, observations);
  }

  private void readDocuments(
      Place value, String key, EmbeddedDocument documents, List<Observation> observations) {
    documents
        .problem()
        .map(one -> one.at().line())
        .ifPresent(
            line ->
                observations.add(gap(value, key, "line %d of it is not readable".formatted(line))));
    for (Tree root : documents.roots()) {
      if (TraefikFile.recognises(root)) {
        readFile(value, key, root, observations);
      }
    }
  }

  private void readFile(Place value, String key, Tree tree, List<Observation> observations) {
    Section.Faults faults =
        (problem, mark) -> observations.add(value.gap(problem, location(value), affected));
    // Paths are the file's own; for the reader all of them stand where the ConfigMap holds it.
    Locations inside = path -> location(value);
    Place file = new Place(value.source(), inside, JsonPath.of("data", key));
    Section root = new Section(tree.asMapping().orElseThrow(), true, faults);
    observations.addAll(new TraefikFile(file, root, proxy).read());
  }

  private Observation gap(Place value, String key, String why) {
    return value.gap(
        TlsProblems.unreadableConfiguration(key.replaceAll("\\p{Cntrl}", "?"), why),
        location(value),
        affected);
  }

  private static Location location(Place value) {
    return value.locations().locate(value.path());
  }
}
