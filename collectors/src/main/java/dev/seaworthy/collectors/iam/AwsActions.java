package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.document.PackedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The actions of all AWS services that were known on a day, each with its access level. Actions are
 * numbered by their names in lower case, so that all that begin alike stand together, and sets of
 * them are sets of bits.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service
 *     Authorization Reference</a>
 */
final class AwsActions {
  /** What AWS says an action is for. */
  enum Level {
    LIST("list"),
    READ("read"),
    WRITE("write"),
    TAGGING("tagging"),
    PERMISSIONS_MANAGEMENT("permissionsManagement");

    private final String id;

    Level(String id) {
      this.id = id;
    }

    /** As evidence names it. */
    String id() {
      return id;
    }
  }

  /** An action as AWS writes it. */
  private record Action(String name, String key, Level level) {}

  private static final String FILE = "aws-actions.txt";
  private static final Pattern DATE = Pattern.compile("(?m)^# date: (\\d{4}-\\d{2}-\\d{2})$");
  private static final Pattern STARS = Pattern.compile("\\*+");
  private static final String LETTERS = "LRWTP";
  private static final char LAST = Character.MAX_VALUE;
  private static final AwsActions KNOWN = new AwsActions();

  private final String date;
  private final List<Action> actions = new ArrayList<>();
  private final String[] keys;
  private final int longest;

  private AwsActions() {
    String head = new String(PackedFile.bytes(AwsActions.class, FILE), StandardCharsets.UTF_8);
    this.date = DATE.matcher(head).results().map(found -> found.group(1)).findFirst().orElseThrow();
    PackedFile.lines(AwsActions.class, FILE).forEach(this::add);
    actions.sort(Comparator.comparing(Action::key));
    this.keys = actions.stream().map(Action::key).toArray(String[]::new);
    this.longest = Arrays.stream(keys).mapToInt(String::length).max().orElseThrow();
  }

  /** The table that is shipped. */
  static AwsActions known() {
    return KNOWN;
  }

  /** The day that the table is of. */
  String date() {
    return date;
  }

  int size() {
    return keys.length;
  }

  /** The action as AWS writes it. */
  String name(int number) {
    return actions.get(number).name();
  }

  Level level(int number) {
    return actions.get(number).level();
  }

  BitSet all() {
    BitSet all = new BitSet(keys.length);
    all.set(0, keys.length);
    return all;
  }

  /**
   * Adds the actions that {@code pattern} matches, in any case, to {@code found}.
   *
   * @return whether there are any
   */
  boolean match(String pattern, BitSet found, Effort effort) {
    String asked = STARS.matcher(pattern.toLowerCase(Locale.ROOT)).replaceAll("*");
    if (asked.chars().filter(letter -> letter != '*').count() > longest) {
      return false;
    }
    int literal = Wildcard.literal(asked);
    if (literal == asked.length()) {
      int number = Arrays.binarySearch(keys, asked);
      if (number >= 0) {
        found.set(number);
      }
      return number >= 0;
    }
    String start = asked.substring(0, literal);
    int from = first(start);
    int to = first(start + LAST);
    if (asked.length() == literal + 1 && asked.endsWith("*")) {
      found.set(from, to);
      return from < to;
    }
    return effort.spend(to - from) && matchEach(asked, from, to, found);
  }

  private boolean matchEach(String asked, int from, int to, BitSet found) {
    boolean any = false;
    for (int i = from; i < to; i++) {
      if (Wildcard.covers(asked, keys[i])) {
        found.set(i);
        any = true;
      }
    }
    return any;
  }

  private int first(String start) {
    int found = Arrays.binarySearch(keys, start);
    return found >= 0 ? found : -found - 1;
  }

  private void add(String line) {
    List<String> words =
        Pattern.compile("\\S+").matcher(line).results().map(MatchResult::group).toList();
    Level level = Level.values()[LETTERS.indexOf(words.get(1))];
    for (String word : words.subList(2, words.size())) {
      String name = words.get(0) + ":" + word;
      actions.add(new Action(name, name.toLowerCase(Locale.ROOT), level));
    }
  }
}
