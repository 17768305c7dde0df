package dev.seaworthy.cli.waiver;

import dev.seaworthy.engine.evidence.Location;
import java.util.Map;
import java.util.TreeMap;

/** What is to be said of one altered rule; its words are those of a {@link ReviewEntry}. */
public record RuleEntry(RuleChange change, State state, String code, String words, String fix)
    implements ReviewEntry {
  @Override
  public Location at() {
    return change.at();
  }

  @Override
  public String title() {
    return change.title();
  }

  @Override
  public boolean brought() {
    return true;
  }

  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>(change.toTree());
    tree.put("location", at().toTree());
    tree.put("state", state.id());
    tree.put("code", code);
    tree.put("message", words);
    tree.put("fix", fix);
    return tree;
  }
}
