package dev.seaworthy.cli.waiver;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.policy.Waiver;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be said of one waiver.
 *
 * @param waiver empty where it could not be read
 * @param brought whether the change adds or alters it
 * @param words why it is in this state
 * @param fix what to do about it; empty where there is nothing to do
 */
public record WaiverEntry(
    Location at,
    Optional<Waiver> waiver,
    boolean brought,
    State state,
    String code,
    String words,
    String fix)
    implements ReviewEntry {
  static final Comparator<WaiverEntry> ORDER =
      Comparator.<WaiverEntry, String>comparing(one -> one.at().file())
          .thenComparingInt(one -> one.at().line())
          .thenComparingInt(one -> one.at().column())
          .thenComparing(WaiverEntry::code);

  @Override
  public String title() {
    return waiver
        .map(one -> "%s by %s until %s".formatted(one.control(), one.owner(), one.expires()))
        .orElse("");
  }

  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("location", at.toTree());
    tree.put("brought", brought);
    tree.put("state", state.id());
    tree.put("code", code);
    tree.put("message", words);
    tree.put("fix", fix);
    waiver.ifPresent(one -> tree.put("waiver", one.toTree()));
    return tree;
  }
}
