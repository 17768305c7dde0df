package dev.seaworthy.collectors.concealment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for many words in a text at once, whatever their case: by the first two characters, so that
 * texts without any cost one look-up a character.
 */
final class Anchors {
  /** ASCII alone: a word is made of nothing else. */
  private static final int CHARACTERS = 128;

  private record Anchor(String word, int group) {}

  private final @Nullable List<Anchor>[] byPair;

  /**
   * @param groups words in small letters of two characters or more
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  Anchors(List<List<String>> groups) {
    byPair = new List[CHARACTERS * CHARACTERS];
    for (int group = 0; group < groups.size(); group++) {
      for (String word : groups.get(group)) {
        int pair = word.charAt(0) * CHARACTERS + word.charAt(1);
        List<Anchor> known = byPair[pair];
        if (known == null) {
          known = new ArrayList<>();
          byPair[pair] = known;
        }
        known.add(new Anchor(word, group));
      }
    }
  }

  /** Which groups have a word in {@code text}. */
  BitSet in(String text) {
    BitSet found = new BitSet();
    walk(text, found);
    return found;
  }

  /** Whether any has. */
  boolean anyIn(String text) {
    return walk(text, null);
  }

  private boolean walk(String text, @Nullable BitSet found) {
    int last = text.isEmpty() ? CHARACTERS : lower(text.charAt(0));
    for (int i = 1; i < text.length(); i++) {
      int next = lower(text.charAt(i));
      if (last < CHARACTERS && next < CHARACTERS) {
        List<Anchor> anchors = byPair[last * CHARACTERS + next];
        if (anchors != null && match(anchors, text, i - 1, found)) {
          return true;
        }
      }
      last = next;
    }
    return false;
  }

  /** Whether the first is enough and was found. */
  private static boolean match(List<Anchor> anchors, String text, int at, @Nullable BitSet found) {
    for (int i = 0; i < anchors.size(); i++) {
      Anchor anchor = anchors.get(i);
      if (stands(anchor.word, text, at)) {
        if (found == null) {
          return true;
        }
        found.set(anchor.group);
      }
    }
    return false;
  }

  /** Most differ by their third character; the library's comparison takes far longer. */
  private static boolean stands(String word, String text, int at) {
    if (text.length() - at < word.length()) {
      return false;
    }
    for (int i = 2; i < word.length(); i++) {
      if (lower(text.charAt(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }
}
