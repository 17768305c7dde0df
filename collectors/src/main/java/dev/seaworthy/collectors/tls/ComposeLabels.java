package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.HashedLocations;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the labels by which services of a Docker Compose file tell Traefik how to serve them, as
 * its Docker provider does: into the configuration that a file would hold.
 *
 * @see <a href="https://doc.traefik.io/traefik/routing/providers/docker/">Traefik and Docker</a>
 */
final class ComposeLabels {
  static final String PROVIDER = "docker";
  private static final String PREFIX = "traefik.";
  private static final int MOST_LABELS = 5_000;
  private static final Pattern FILE =
      Pattern.compile("(?i)(?:.*/)?(?:docker-)?compose[^/]*\\.ya?ml");

  /** A name between dollar signs that Compose would fill in; two of them are one. */
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)(?:\\$\\$)*\\$[{A-Za-z_]");

  private static final Set<String> CONFIGURATION = Set.of("http", "tcp", "udp", "tls");
  private static final Set<String> OF_THE_PROVIDER =
      Set.of("enable", "docker", "swarm", "constraint-label");

  private final Place place;
  private final Section root;
  private final Proxy proxy;
  private final LabelTree all = new LabelTree();
  private final List<Observation> observations = new ArrayList<>();

  ComposeLabels(Place place, Section root, Proxy proxy) {
    this.place = place;
    this.root = root;
    this.proxy = proxy;
  }

  /** Whether a document is a Compose file that has labels for Traefik. */
  static boolean recognises(Document.Structured document) {
    if (!FILE.matcher(document.file().name()).matches()) {
      return false;
    }
    Optional<Tree.Mapping> services =
        document.root().asMapping().flatMap(root -> root.mapping("services"));
    List<Tree.Mapping> each =
        services.stream()
            .flatMap(mapping -> mapping.entries().values().stream())
            .flatMap(entry -> entry.value().asMapping().stream())
            .toList();
    return each.stream().anyMatch(one -> one.get("image").or(() -> one.get("build")).isPresent())
        && each.stream().anyMatch(ComposeLabels::isLabelled);
  }

  private static boolean isLabelled(Tree.Mapping service) {
    return written(service).keySet().stream().anyMatch(ComposeLabels::isTraefiks);
  }

  List<Observation> read() {
    Map<String, Section> services = root.sections("services");
    services.forEach(this::readStatic);
    services.values().forEach(ComposeLabels::tellMalformed);
    boolean exposed = services.values().stream().noneMatch(ComposeLabels::asksToBeAsked);
    services.forEach((name, service) -> readService(name, service.mapping(), exposed));
    Tree.Mapping tree = all.tree(root.mapping().mark());
    Place inside =
        new Place(place.source(), HashedLocations.of(place.source().file(), tree), JsonPath.ROOT);
    Section section = new Section(tree, true, root.faults());
    observations.addAll(new TraefikFile(inside, section, proxy, PROVIDER).read());
    return observations;
  }

  private static void tellMalformed(Section service) {
    Stream.of(service, service.inside("deploy"))
        .flatMap(one -> one.get("labels").stream())
        .forEach(
            labels -> {
              if (labels instanceof Tree.Scalar) {
                tell("a list or a mapping", labels, service);
              } else if (labels instanceof Tree.Sequence sequence) {
                sequence.items().stream()
                    .filter(item -> item.asText().isEmpty())
                    .forEach(item -> tell("a list of texts `NAME=VALUE`", item, service));
              }
            });
  }

  private static void tell(String expected, Tree at, Section service) {
    service.faults().add(TlsProblems.malformedTraefik("labels", expected), at.mark());
  }

  /** Traefik itself, where it is one of the services. */
  private void readStatic(String name, Section service) {
    Place command = place.at("services", name, "command");
    Optional<Section> settings =
        StaticArguments.read(service.mapping()).map(one -> new Section(one, true, root.faults()));
    settings.ifPresent(
        one -> {
          one.sections("entryPoints")
              .forEach(
                  (entry, section) ->
                      proxy.entryPoints.add(EntryPoint.read(command, entry, section)));
          Subject subject = Subject.of("Traefik", name);
          proxy.named.add(() -> StaticSettings.observed(command, subject, "arguments", one));
        });
  }

  /** Whether a Traefik serves only what is labelled {@code traefik.enable=true}. */
  private static boolean asksToBeAsked(Section service) {
    Optional<Section> settings =
        StaticArguments.read(service.mapping())
            .map(one -> new Section(one, true, (problem, mark) -> {}))
            .map(one -> one.inside("providers"));
    return settings.stream()
        .flatMap(one -> List.of(one.sectionOrTrue("docker"), one.sectionOrTrue("swarm")).stream())
        .flatMap(Optional::stream)
        .anyMatch(one -> one.has("exposedByDefault") && !one.truth("exposedByDefault"));
  }

  private void readService(String name, Tree.Mapping service, boolean exposedByDefault) {
    Map<String, LabelTree.Label> labels = new LinkedHashMap<>(written(service));
    labels.keySet().removeIf(label -> !isTraefiks(label));
    Optional<String> enable =
        labels.entrySet().stream()
            .filter(label -> label.getKey().equalsIgnoreCase("traefik.enable"))
            .map(label -> label.getValue().value())
            .findFirst();
    if (labels.isEmpty() || !enable.map("true"::equalsIgnoreCase).orElse(exposedByDefault)) {
      return;
    }
    LabelTree.Label first = labels.values().iterator().next();
    if (labels.size() > MOST_LABELS) {
      String label = labels.keySet().iterator().next();
      strange(
          label, first, "is the first of more than %d, which are not read".formatted(MOST_LABELS));
      return;
    }
    LabelTree own = new LabelTree();
    labels.forEach((key, value) -> readLabel(key, value, own));
    complete(name, first, own);
    own.labels()
        .forEach(
            (steps, label) ->
                all.add(steps, label)
                    .filter(other -> !steps.contains("servers"))
                    .ifPresent(other -> contradicts(steps, label, other)));
  }

  private void readLabel(String name, LabelTree.Label label, LabelTree own) {
    Optional<List<String>> steps = LabelTree.steps(name.substring(PREFIX.length()));
    String first = steps.map(one -> one.get(0)).orElse("");
    if (OF_THE_PROVIDER.contains(first)) {
      return;
    }
    if (!CONFIGURATION.contains(first) || steps.orElseThrow().size() < 3) {
      strange(name, label, "is none that Traefik 2 or later reads");
      return;
    }
    if (VARIABLE.matcher(label.value()).find()) {
      strange(name, label, "holds a variable that only `docker compose config` fills in");
    }
    String value = label.value().replace("$$", "$");
    own.add(ofServers(steps.orElseThrow()), new LabelTree.Label(label.mark(), value));
  }

  /** A container is one server, and its labels speak of that one. */
  private static List<String> ofServers(List<String> steps) {
    if (steps.size() < 5
        || !steps.get(1).equals("services")
        || !steps.subList(3, 5).equals(List.of("loadbalancer", "server"))) {
      return steps;
    }
    List<String> inList = new ArrayList<>(steps.subList(0, 4));
    inList.addAll(List.of("servers", "[000000]"));
    inList.addAll(steps.subList(5, steps.size()));
    return inList;
  }

  /** What Traefik adds of its own: a service, its server, and which service routers lead to. */
  private void complete(String name, LabelTree.Label first, LabelTree own) {
    Map<String, LabelTree.Label> routers = own.names("http", "routers");
    Map<String, LabelTree.Label> services = own.names("http", "services");
    boolean otherwise = own.hasBelow(List.of("tcp")) || own.hasBelow(List.of("udp"));
    if (routers.isEmpty() && services.isEmpty() && otherwise) {
      return;
    }
    if (services.isEmpty()) {
      services.put(name, first);
    }
    services.forEach((service, label) -> addServer(service, label, own));
    routers.forEach(
        (router, label) -> {
          if (services.size() == 1) {
            String only = services.keySet().iterator().next();
            own.add(
                List.of("http", "routers", router, "service"),
                new LabelTree.Label(label.mark(), only));
          }
        });
    boolean ruled =
        routers.keySet().stream()
            .allMatch(router -> own.has(List.of("http", "routers", router, "rule")));
    if (routers.isEmpty() || !ruled) {
      gap(TlsProblems.unknownRule(name), first.mark());
    }
  }

  private static void addServer(String service, LabelTree.Label label, LabelTree own) {
    List<String> balancer = List.of("http", "services", service, "loadbalancer");
    boolean other = own.hasBelow(balancer.subList(0, 3)) && !own.hasBelow(balancer);
    if (!other) {
      List<String> scheme = new ArrayList<>(balancer);
      scheme.addAll(List.of("servers", "[000000]", "scheme"));
      own.add(scheme, new LabelTree.Label(label.mark(), "http"));
    }
  }

  private void contradicts(List<String> steps, LabelTree.Label label, LabelTree.Label other) {
    strange(
        PREFIX + String.join(".", steps),
        label,
        "says something else than the one in line %d, so Traefik serves neither"
            .formatted(other.mark().line()));
  }

  private void strange(String name, LabelTree.Label label, String why) {
    gap(TlsProblems.strangeLabel(name, why), label.mark());
  }

  private void gap(Problem problem, Tree.Mark mark) {
    observations.add(
        place.gap(
            problem,
            new Location(place.source().file(), mark.line(), mark.column()),
            TlsCollector.TRAEFIK));
  }

  private static boolean isTraefiks(String label) {
    return label.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }

  /** All labels of a service: those of its containers, and those that Swarm keeps. */
  private static Map<String, LabelTree.Label> written(Tree.Mapping service) {
    Map<String, LabelTree.Label> labels = new LinkedHashMap<>();
    service.get("labels").ifPresent(one -> add(one, labels));
    service
        .mapping("deploy")
        .flatMap(deploy -> deploy.get("labels"))
        .ifPresent(one -> add(one, labels));
    return labels;
  }

  private static void add(Tree written, Map<String, LabelTree.Label> labels) {
    if (written instanceof Tree.Mapping mapping) {
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  labels.put(key, new LabelTree.Label(entry.keyMark(), text(entry.value()))));
    } else if (written instanceof Tree.Sequence sequence) {
      for (Tree item : sequence.items()) {
        item.asText().ifPresent(text -> addPair(text, item.mark(), labels));
      }
    }
  }

  private static void addPair(String text, Tree.Mark mark, Map<String, LabelTree.Label> labels) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    labels.put(key, new LabelTree.Label(mark, equals < 0 ? "" : text.substring(equals + 1)));
  }

  /** Compose makes text of numbers and of true and false. */
  private static String text(Tree value) {
    return value instanceof Tree.Scalar scalar && scalar.value() != CanonicalJson.NULL
        ? String.valueOf(scalar.value())
        : "";
  }
}
