package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads Traefik's static configuration from a container's arguments and environment into the tree
 * that a static file would give: {@code --entrypoints.web.address=:80} is {@code entryPoints: {web:
 * {address: ":80"}}}. Neither cares about case.
 */
final class StaticArguments {
  private static final String ENTRY_POINTS = "entrypoints";
  private static final String FILE = "configfile";
  private static final String VARIABLE = "TRAEFIK_";
  private static final Pattern OPTION = Pattern.compile("--[A-Za-z][^=\\s]*(=.*)?", Pattern.DOTALL);
  private static final Pattern IMAGE = Pattern.compile("(.*/)?traefik([:@].*)?");

  private final Map<String, Object> root = new LinkedHashMap<>();
  private final Tree.Mark mark;

  private StaticArguments(Tree.Mark mark) {
    this.mark = mark;
  }

  /**
   * The static configuration of a container; empty where it is not Traefik's, or where a file has
   * it. Traefik reads the environment only where it has no arguments.
   */
  static Optional<Tree.Mapping> read(Tree.Mapping container) {
    StaticArguments arguments = new StaticArguments(container.mark());
    List<String> words = new ArrayList<>();
    for (String key : List.of("command", "args")) {
      container.items(key).forEach(item -> item.asText().ifPresent(words::add));
    }
    arguments.addWords(words);
    if (arguments.root.isEmpty()) {
      for (Tree variable : container.items("env")) {
        variable.asMapping().ifPresent(arguments::addVariable);
      }
    }
    boolean traefik =
        arguments.root.containsKey(ENTRY_POINTS)
            || IMAGE.matcher(container.text("image").orElse("")).matches();
    return traefik && !arguments.root.isEmpty() && !arguments.root.containsKey(FILE)
        ? Optional.of(arguments.tree())
        : Optional.empty();
  }

  /** A value stands behind an equals sign or in the next word; a flag without one is true. */
  private void addWords(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).strip();
      if (!OPTION.matcher(word).matches()) {
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      boolean valueFollows =
          equals < 0 && i + 1 < words.size() && !words.get(i + 1).startsWith("-");
      String value =
          equals >= 0 ? word.substring(equals + 1) : valueFollows ? words.get(++i) : "true";
      put(name.substring("--".length()).split("\\.", -1), value);
    }
  }

  private void addVariable(Tree.Mapping variable) {
    String name = variable.text("name").orElse("");
    Optional<String> value = variable.text("value");
    if (name.startsWith(VARIABLE) && value.isPresent()) {
      put(name.substring(VARIABLE.length()).split("_", -1), value.get());
    }
  }

  @SuppressWarnings("unchecked") // only maps and texts are put in
  private void put(String[] steps, String value) {
    Map<String, Object> at = root;
    for (int i = 0; i < steps.length; i++) {
      String step = steps[i].toLowerCase(Locale.ROOT);
      boolean last = i == steps.length - 1;
      Object known = at.get(step);
      if (last && !(known instanceof Map)) {
        // `--entrypoints.web` alone makes an entry point with defaults.
        at.put(step, i == 1 && steps[0].equalsIgnoreCase(ENTRY_POINTS) ? branch() : value);
      } else if (!last) {
        at = (Map<String, Object>) at.merge(step, branch(), StaticArguments::keepBranch);
      }
    }
  }

  private static Object keepBranch(Object known, Object branch) {
    return known instanceof Map ? known : branch;
  }

  private static Map<String, Object> branch() {
    return new LinkedHashMap<>();
  }

  private Tree.Mapping tree() {
    return (Tree.Mapping) tree(root);
  }

  private Tree tree(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return new Tree.Scalar(mark, value);
    }
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    map.forEach((key, one) -> entries.put(String.valueOf(key), new Tree.Entry(mark, tree(one))));
    return new Tree.Mapping(mark, entries);
  }
}
