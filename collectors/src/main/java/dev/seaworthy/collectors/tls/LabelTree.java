package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dynamic configuration that labels spell: {@code http.routers.erp.entrypoints=web,websecure}
 * is {@code http: {routers: {erp: {entrypoints: [web, websecure]}}}}. Each value stands where its
 * label does.
 */
final class LabelTree {
  private static final int MOST_STEPS = 32;
  private static final Pattern INDEX = Pattern.compile("(.+)\\[([0-9]{1,6})]");

  /** What readers take as lists of words. */
  private static final Set<String> LISTS =
      Set.of("entrypoints", "middlewares", "sourcerange", "ciphersuites", "curvepreferences");

  private final Map<List<String>, Label> labels = new LinkedHashMap<>();

  /** One value, and where it is written. */
  record Label(Tree.Mark mark, String value) {}

  /** The steps of a label's name; empty where it has none, or too many. */
  static Optional<List<String>> steps(String name) {
    List<String> steps = new ArrayList<>();
    for (String word : name.split("\\.", -1)) {
      var indexed = INDEX.matcher(word);
      if (indexed.matches()) {
        steps.add(indexed.group(1));
        steps.add("[%06d]".formatted(Integer.parseInt(indexed.group(2))));
      } else {
        steps.add(word);
      }
    }
    return steps.size() > MOST_STEPS || steps.contains("")
        ? Optional.empty()
        : Optional.of(lowered(steps));
  }

  /** Names are told apart by case, and so are those of headers; what they hold is not. */
  private static List<String> lowered(List<String> steps) {
    List<String> lowered = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean name = i == 2 || (i > 2 && isHeaders(steps.get(i - 1)));
      lowered.add(name ? steps.get(i) : steps.get(i).toLowerCase(Locale.ROOT));
    }
    return List.copyOf(lowered);
  }

  private static boolean isHeaders(String step) {
    return step.toLowerCase(Locale.ROOT).endsWith("headers");
  }

  /** Adds a value; gives the one that stands there already, where it is another. */
  Optional<Label> add(List<String> steps, Label label) {
    Label known = labels.putIfAbsent(steps, label);
    return Optional.ofNullable(known).filter(one -> !one.value().equals(label.value()));
  }

  /** The names below two steps, such as those of {@code http.routers}, with their first label. */
  Map<String, Label> names(String first, String second) {
    Map<String, Label> names = new TreeMap<>();
    labels.forEach(
        (steps, label) -> {
          if (steps.size() > 2 && steps.get(0).equals(first) && steps.get(1).equals(second)) {
            names.putIfAbsent(steps.get(2), label);
          }
        });
    return names;
  }

  boolean has(List<String> steps) {
    return labels.containsKey(steps);
  }

  boolean hasBelow(List<String> steps) {
    return labels.keySet().stream()
        .anyMatch(one -> one.size() > steps.size() && one.subList(0, steps.size()).equals(steps));
  }

  Map<List<String>, Label> labels() {
    return labels;
  }

  /** All of it; what has parts of its own is a mapping whatever else is said of it. */
  Tree.Mapping tree(Tree.Mark mark) {
    Node root = new Node(mark);
    labels.forEach(
        (steps, label) -> {
          Node at = root;
          for (String step : steps) {
            at = at.parts.computeIfAbsent(step, any -> new Node(label.mark()));
          }
          at.value = label.value();
        });
    return root.mapping();
  }

  /** A step that has a value, or parts, or both. */
  private static final class Node {
    private final Tree.Mark mark;
    private final Map<String, Node> parts = new LinkedHashMap<>();
    private String value = "";

    Node(Tree.Mark mark) {
      this.mark = mark;
    }

    Tree.Mapping mapping() {
      Map<String, Tree.Entry> entries = new LinkedHashMap<>();
      parts.forEach((key, part) -> entries.put(key, new Tree.Entry(part.mark, part.tree(key))));
      return new Tree.Mapping(mark, entries);
    }

    private Tree tree(String key) {
      if (!parts.isEmpty()) {
        return parts.keySet().stream().allMatch(part -> part.startsWith("[")) ? list() : mapping();
      }
      return LISTS.contains(key)
          ? new Tree.Sequence(mark, words().toList())
          : new Tree.Scalar(mark, value);
    }

    private Stream<Tree> words() {
      return Section.split(value).stream().<Tree>map(word -> new Tree.Scalar(mark, word));
    }

    private Tree list() {
      List<Tree> items = new ArrayList<>();
      new TreeMap<>(parts).forEach((key, part) -> items.add(part.tree(key)));
      return new Tree.Sequence(mark, items);
    }
  }
}
