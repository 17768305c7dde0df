package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects of one document: itself, or the items of the lists it is made of. */
final class ObjectList {
  /** Something in a list that is no object. */
  record Stray(Problem problem, Tree.Mark mark) {}

  private final String file;
  private final List<Tree.Mapping> objects = new ArrayList<>();
  private final List<Stray> strays = new ArrayList<>();

  private ObjectList(String file) {
    this.file = file;
  }

  static ObjectList of(String file, Tree.Mapping root) {
    ObjectList list = new ObjectList(file);
    list.add(root);
    return list;
  }

  List<Tree.Mapping> objects() {
    return objects;
  }

  List<Stray> strays() {
    return strays;
  }

  private void add(Tree.Mapping object) {
    String kind = object.text("kind").orElse("");
    if (!kind.endsWith("List") || !isList(object, kind)) {
      objects.add(object);
      return;
    }
    Tree.Entry items = object.entries().get("items");
    if (items == null || ShapeRule.isNull(items.value())) {
      return;
    }
    if (!(items.value() instanceof Tree.Sequence sequence)) {
      strays.add(new Stray(KubernetesProblems.itemsNotAList(kind), items.keyMark()));
      return;
    }
    sequence.items().forEach(item -> addItem(object, kind, item));
  }

  /** A custom kind may be called something-List and be no list. */
  private static boolean isList(Tree.Mapping object, String kind) {
    return kind.equals("List") || object.entries().containsKey("items");
  }

  private void addItem(Tree.Mapping list, String listKind, Tree item) {
    if (!(item instanceof Tree.Mapping mapping)) {
      strays.add(new Stray(KubernetesProblems.notAnObject(file), item.mark()));
      return;
    }
    Tree.Mapping object = withListKind(list, listKind, mapping);
    if (object.text("apiVersion").isEmpty() || object.text("kind").isEmpty()) {
      strays.add(new Stray(KubernetesProblems.notAnObject(file), item.mark()));
    } else {
      add(object);
    }
  }

  private static boolean isTyped(Tree.Mapping item) {
    return item.text("kind").isPresent() || item.text("apiVersion").isPresent();
  }

  /**
   * The items of a DeploymentList need not say that they are Deployments; nor do they to kubectl,
   * if they say nothing at all.
   */
  private static Tree.Mapping withListKind(Tree.Mapping list, String listKind, Tree.Mapping item) {
    if (listKind.equals("List") || isTyped(item)) {
      return item;
    }
    Tree.Mark mark = item.mark();
    String kind = listKind.substring(0, listKind.length() - "List".length());
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    entries.put("kind", new Tree.Entry(mark, new Tree.Scalar(mark, kind)));
    list.text("apiVersion")
        .ifPresent(
            version ->
                entries.put("apiVersion", new Tree.Entry(mark, new Tree.Scalar(mark, version))));
    entries.putAll(item.entries());
    return new Tree.Mapping(mark, entries);
  }
}
