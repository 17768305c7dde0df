package dev.seaworthy.collectors.redis;

import dev.seaworthy.collectors.document.PackedFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the commands that matter a user may run. Rules take effect one after the other, and a
 * later one overrides those before it.
 * https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
 */
final class RedisCommands {
  /** Categories by command; of a command with subcommands those, as {@code config|set}. */
  private static final Map<String, Set<String>> CATEGORIES = read();

  private final Set<String> allowed = new TreeSet<>();

  /** Takes one rule; what is no rule about commands changes nothing. */
  void apply(String rule) {
    switch (rule) {
      case "allcommands", "+@all" -> allowed.addAll(CATEGORIES.keySet());
      case "nocommands", "-@all", "reset" -> allowed.clear();
      default -> {
        if (rule.startsWith("+")) {
          allowed.addAll(matching(rule.substring(1)));
        } else if (rule.startsWith("-")) {
          allowed.removeAll(matching(rule.substring(1)));
        }
      }
    }
  }

  /** By name. */
  List<String> allowed() {
    return List.copyOf(allowed);
  }

  private static List<String> matching(String rule) {
    return CATEGORIES.entrySet().stream()
        .filter(
            command ->
                command.getValue().contains(rule)
                    || command.getKey().equals(rule)
                    || command.getKey().startsWith(rule + "|"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Set<String>> read() {
    Map<String, Set<String>> categories = new LinkedHashMap<>();
    for (String line : PackedFile.lines(RedisCommands.class, "commands.txt")) {
      List<String> words = List.of(line.split(" ", -1));
      categories.put(words.get(0), Set.copyOf(words.subList(1, words.size())));
    }
    return categories;
  }

  /** All that {@code rules} allow, whatever sets of them stand beside each other. */
  static List<String> allowedByAny(List<List<String>> rules) {
    Set<String> any = new TreeSet<>();
    for (List<String> one : rules) {
      RedisCommands commands = new RedisCommands();
      one.forEach(commands::apply);
      any.addAll(commands.allowed());
    }
    return List.copyOf(any);
  }

  static List<String> words(String text) {
    return Arrays.stream(text.split(" +", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
