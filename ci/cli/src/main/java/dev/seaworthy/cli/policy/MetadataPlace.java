package dev.seaworthy.cli.policy;

import dev.seaworthy.engine.evidence.Location;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the place in a policy that a message about it speaks of. */
final class MetadataPlace {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern METADATA = Pattern.compile("(?m)^# METADATA\\s*$");

  private final String file;
  private final String text;

  MetadataPlace(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The place of the last thing that the message puts in backticks and the policy holds: a key of
   * its metadata, a rule, a parameter. Where there is none, the start of the metadata.
   */
  Location of(String message) {
    Location place = at(find(METADATA, 0));
    Matcher quoted = QUOTED.matcher(message);
    while (quoted.find()) {
      String word = quoted.group(1).replaceFirst(": .*", "");
      for (Pattern pattern : patterns(Pattern.quote(word))) {
        int found = find(pattern, 1);
        if (found >= 0) {
          place = at(found);
          break;
        }
      }
    }
    return place;
  }

  private static List<Pattern> patterns(String word) {
    return List.of(
        Pattern.compile("(?m)^#\\s+[\"']?(" + word + ")[\"']?:"),
        Pattern.compile("\"(" + word + ")\""),
        Pattern.compile("\\bparameters\\.(" + word + ")\\b"));
  }

  private int find(Pattern pattern, int group) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.start(group) : -1;
  }

  private Location at(int offset) {
    if (offset < 0) {
      return new Location(file, 1, 1);
    }
    String before = text.substring(0, offset);
    int line = (int) before.chars().filter(one -> one == '\n').count() + 1;
    return new Location(file, line, offset - before.lastIndexOf('\n'));
  }
}
