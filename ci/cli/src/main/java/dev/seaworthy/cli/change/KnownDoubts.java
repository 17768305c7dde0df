package dev.seaworthy.cli.change;

import dev.seaworthy.engine.evidence.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What could not be judged before a change either, in Markdown and few words: by its place, and
 * where it has none, by what is wrong, with the controls that it is wrong for.
 */
final class KnownDoubts {
  private KnownDoubts() {}

  static List<String> of(List<JudgedDoubt> doubts) {
    Map<String, TreeSet<String>> nowhere = new TreeMap<>();
    List<String> words = new ArrayList<>();
    for (JudgedDoubt judged : doubts) {
      Location at = judged.doubt().location();
      String code = judged.doubt().problem().code();
      if (at.file().isEmpty()) {
        nowhere.computeIfAbsent(code, ignored -> new TreeSet<>()).addAll(judged.controls());
      } else {
        words.add(Markdown.code(ChangeMarkdown.place(at)) + " " + Markdown.code(code));
      }
    }
    nowhere.forEach(
        (code, controls) ->
            words.add(Markdown.code(code) + " for " + Markdown.code(String.join(", ", controls))));
    return words.stream().distinct().toList();
  }
}
