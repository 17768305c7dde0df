package dev.seaworthy.collectors.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user of a server, from a line of {@code ACL LIST}. Hashes of passwords are counted and not
 * kept: a weak password is found by its hash.
 *
 * @param passwords how many there are
 * @param keys patterns of keys, of the user and of its selectors
 * @param commands those that matter and that the user may run
 */
record RedisUser(
    String name,
    boolean on,
    boolean noPassword,
    int passwords,
    List<String> keys,
    List<String> commands) {
  private static final String USER = "user";
  private static final int MAX_KEYS = 1000;

  RedisUser {
    keys = List.copyOf(keys);
    commands = List.copyOf(commands);
  }

  /** The user that a line tells of; empty where it is none. */
  static Optional<RedisUser> of(String line) {
    List<String> words = RedisCommands.words(line.replace("(", " ( ").replace(")", " ) "));
    if (words.size() < 3 || !words.get(0).equals(USER)) {
      return Optional.empty();
    }
    List<String> rules = words.subList(2, words.size());
    List<String> keys =
        rules.stream().filter(RedisUser::isKeys).distinct().limit(MAX_KEYS).toList();
    return Optional.of(
        new RedisUser(
            words.get(1),
            rules.contains("on"),
            rules.contains("nopass"),
            (int) rules.stream().filter(rule -> rule.startsWith("#")).count(),
            keys,
            RedisCommands.allowedByAny(sets(rules))));
  }

  private static boolean isKeys(String rule) {
    return rule.startsWith("~") || rule.startsWith("%") || rule.equals("allkeys");
  }

  /** The user's own rules, and those of each selector, which stands in parentheses. */
  private static List<List<String>> sets(List<String> rules) {
    List<List<String>> sets = new ArrayList<>();
    List<String> own = new ArrayList<>();
    List<String> current = own;
    sets.add(own);
    for (String rule : rules) {
      if (rule.equals("(")) {
        current = new ArrayList<>();
        sets.add(current);
      } else if (rule.equals(")")) {
        current = own;
      } else {
        current.add(rule);
      }
    }
    return sets;
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("on", on);
    tree.put("noPassword", noPassword);
    tree.put("passwords", passwords);
    tree.put("keys", keys);
    tree.put("commands", commands);
    return tree;
  }
}
