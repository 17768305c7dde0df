package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;

/** Walks over a report that was parsed before, such as one inside a Kubernetes object. */
class TreeReportStream extends ReportStream {
  private final Deque<String> path = new ArrayDeque<>();
  private Tree at;

  TreeReportStream(Tree root, ScanFaults faults) {
    super(faults);
    this.at = root;
  }

  @Override
  boolean atArray() {
    return at instanceof Tree.Sequence;
  }

  @Override
  boolean atObject() {
    return at instanceof Tree.Mapping;
  }

  @Override
  boolean atText() {
    return at.asText().isPresent();
  }

  @Override
  boolean atNull() {
    return at instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL;
  }

  @Override
  Tree.Mark mark() {
    return at.mark();
  }

  @Override
  String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (Iterator<String> steps = path.descendingIterator(); steps.hasNext(); ) {
      pointer.append('/').append(steps.next().replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  @Override
  protected void fields(Field field) throws IOException {
    for (Map.Entry<String, Tree.Entry> entry : ((Tree.Mapping) at).entries().entrySet()) {
      visit(entry.getKey(), entry.getValue().value(), () -> field.read(entry.getKey()));
    }
  }

  @Override
  protected void items(Item item) throws IOException {
    int index = 0;
    for (Tree each : ((Tree.Sequence) at).items()) {
      visit(Integer.toString(index++), each, item);
    }
  }

  private void visit(String step, Tree value, Item reading) throws IOException {
    Tree parent = at;
    path.push(step);
    at = value;
    try {
      reading.read();
    } finally {
      at = parent;
      path.pop();
    }
  }

  @Override
  protected String textValue() {
    return at.asText().orElse("");
  }

  @Override
  protected Object plainValue() {
    return at instanceof Tree.Scalar scalar ? scalar.value() : "";
  }
}
