package dev.seaworthy.admission.cel;

import dev.seaworthy.engine.policy.Control;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a control says of the pod of one object, in CEL: what {@code pod}, {@code containers},
 * {@code annotations}, {@code images} and the facts stand for depends on where the object keeps its
 * pod, and whether it is the new or the old one.
 */
final class CelText {
  /** What was wrong with the old object. */
  static final String BEFORE = "before_";

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![\\w.\"/-])(pod(?=\\.)|containerNames(?=\\.)|annotations(?=\\[)|images(?=\\.))");
  private static final Pattern VARIABLE = Pattern.compile("\\bvariables\\.(\\w+)");
  private static final Map<String, String> ROLES =
      Map.of(
          "containers", "container",
          "initContainers", "init container",
          "ephemeralContainers", "ephemeral container");
  private static final List<String> LISTS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private static final Map<String, String> IMAGE =
      Map.of("role", "c[\"role\"]", "container", "c[\"name\"]", "image", "c[\"image\"]");

  private final Control control;
  private final CelControl said;
  private final PodPlace place;
  private final String root;
  private final String prefix;

  private CelText(Control control, CelControl said, PodPlace place, String root, String prefix) {
    this.control = control;
    this.said = said;
    this.place = place;
    this.root = root;
    this.prefix = prefix;
  }

  /** About the object as it would be stored. */
  static CelText ofNew(Control control, CelControl said, PodPlace place) {
    return new CelText(control, said, place, "object", "");
  }

  /** About the object as it is stored. */
  static CelText ofOld(Control control, CelControl said, PodPlace place) {
    return new CelText(control, said, place, "oldObject", BEFORE);
  }

  /** The facts' expressions by the names of their variables, in the order of their use. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    if (usesImages()) {
      facts.put(prefix + "images", images());
    }
    said.facts().forEach((name, text) -> facts.put(prefix + name, resolve(text)));
    return facts;
  }

  /** A list of texts, one for each finding of the rule. */
  String found(String rule) {
    List<String> parts =
        said.findings().stream()
            .filter(finding -> finding.rule().equals(rule))
            .map(this::part)
            .toList();
    // Lists of lists cannot be made flat in CEL of every version; texts can be joined and split.
    return "("
        + String.join("\n  + ", parts)
        + ").join(\"\\n\").split(\"\\n\").filter(f, f != \"\")";
  }

  private String part(CelFinding finding) {
    String lists =
        String.join(
            "\n    + ", looked(finding.of()).stream().map(one -> part(finding, one)).toList());
    return finding.when().equals("true")
        ? lists
        : "(%s ?\n    %s\n    : [])".formatted(resolve(finding.when()), lists);
  }

  private String part(CelFinding finding, Looked looked) {
    Map<String, String> values = new TreeMap<>(looked.values());
    finding.values().forEach((name, text) -> values.put(name, resolve(text)));
    String message = CelMessage.of(said.rule(control, finding.rule()).message(), values);
    String condition = resolve(finding.condition());
    return finding.each().isEmpty()
        ? "%s.filter(c, %s).map(c, %s)".formatted(looked.list(), condition, message)
        : "%s.map(c, (%s).filter(v, %s).map(v, %s).join(\"\\n\"))"
            .formatted(looked.list(), resolve(finding.each()), condition, message);
  }

  /**
   * A list of what is looked at.
   *
   * @param values what messages name that goes without saying
   */
  private record Looked(String list, Map<String, String> values) {}

  private List<Looked> looked(String of) {
    return switch (of) {
      case "pod" -> List.of(pod());
      case "containers" -> containers();
      case "targets" -> {
        List<Looked> targets = new ArrayList<>(List.of(pod()));
        targets.addAll(containers());
        yield targets;
      }
      case "volumes" ->
          List.of(new Looked(list("volumes"), Map.of("role", "\"volume\"", "name", "c.name")));
      case "annotations" ->
          List.of(
              new Looked(
                  place.annotations(root) + ".map(k, k)",
                  Map.of("role", "\"annotation\"", "name", "c")));
      default -> List.of(new Looked(resolve(of.equals("images") ? "variables.images" : of), IMAGE));
    };
  }

  private Looked pod() {
    return new Looked(
        "[" + place.spec(root) + "]",
        Map.of("role", "\"pod\"", "name", root + ".metadata.?name.orValue(\"\")"));
  }

  private List<Looked> containers() {
    return LISTS.stream()
        .map(
            list ->
                new Looked(
                    list(list), Map.of("role", CelMessage.quoted(role(list)), "name", "c.name")))
        .toList();
  }

  private static String role(String list) {
    return ROLES.getOrDefault(list, list);
  }

  /** A list of the pod, there or not. */
  private String list(String name) {
    return name.equals("containers")
        ? place.spec(root) + ".containers"
        : "%s.?%s.orValue([])".formatted(place.spec(root), name);
  }

  /** Of all lists; the containers themselves are of a type for each list, which do not add up. */
  private String containerNames() {
    return LISTS.stream()
        .map(list -> list(list) + ".map(x, string(x.name))")
        .collect(Collectors.joining(" + ", "(", ")"));
  }

  /** Each image with what names it. */
  private String images() {
    List<String> lists = new ArrayList<>();
    for (String list : LISTS) {
      lists.add(images(list(list), role(list), "c.?image.orValue(\"\")"));
    }
    lists.add(
        images(
            list("volumes") + ".filter(c, has(c.image))",
            "volume",
            "c.image.?reference.orValue(\"\")"));
    return String.join("\n  + ", lists);
  }

  private static String images(String list, String role, String image) {
    return "%s.map(c, {\"role\": %s, \"name\": string(c.name), \"image\": string(%s)})"
        .formatted(list, CelMessage.quoted(role), image);
  }

  private boolean usesImages() {
    return said.findings().stream().anyMatch(one -> one.of().equals("images"))
        || said.facts().values().stream().anyMatch(one -> one.contains("images."));
  }

  private String resolve(String expression) {
    String placed = TOKEN.matcher(expression).replaceAll(token -> quote(meaning(token.group(1))));
    return VARIABLE
        .matcher(placed)
        .replaceAll(
            name -> quote("variables." + (isFact(name.group(1)) ? prefix : "") + name.group(1)));
  }

  private static String quote(String text) {
    return Matcher.quoteReplacement(text);
  }

  private boolean isFact(String variable) {
    return variable.equals("images") || said.facts().containsKey(variable);
  }

  private String meaning(String token) {
    return switch (token) {
      case "pod" -> place.spec(root);
      case "annotations" -> place.annotations(root);
      case "containerNames" -> containerNames();
      default -> "variables." + token;
    };
  }
}
