package dev.seaworthy.collectors.redis;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@code INFO} tells, as far as controls or readers ask for it. */
final class RedisInfo {
  private static final Set<String> TEXTS =
      Set.of(
          "redis_version",
          "valkey_version",
          "redis_mode",
          "role",
          "maxmemory_policy",
          "rdb_last_bgsave_status",
          "aof_last_write_status",
          "aof_last_bgrewrite_status",
          "master_link_status");
  private static final Set<String> NUMBERS =
      Set.of(
          "server_time_usec",
          "uptime_in_seconds",
          "connected_clients",
          "maxclients",
          "connected_slaves",
          "used_memory",
          "used_memory_peak",
          "maxmemory",
          "mem_fragmentation_ratio",
          "total_system_memory",
          "rejected_connections",
          "evicted_keys",
          "loading",
          "aof_enabled",
          "rdb_last_save_time");

  private static final Pattern REPLICA = Pattern.compile("slave[0-9]+");

  /** The server writes plain digits and a point, whatever its locale. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,9})?");

  private static final Pattern TEXT = Pattern.compile("[\\w.+-]{1,100}");
  private static final long MICROS = 1_000_000;

  private final Map<String, Object> values = new TreeMap<>();
  private long onlineReplicas;

  /** Takes one line; gives what is wrong with it. */
  Optional<String> add(String key, String value) {
    if (REPLICA.matcher(key).matches()) {
      onlineReplicas += value.contains("state=online") ? 1 : 0;
      return Optional.empty();
    }
    Object read;
    if (TEXTS.contains(key)) {
      read = TEXT.matcher(value).matches() ? value : "";
    } else if (NUMBERS.contains(key)) {
      read = NUMBER.matcher(value).matches() ? number(key, value) : "";
    } else {
      return Optional.empty();
    }
    if (read.equals("")) {
      return Optional.of("`" + key + "` has no value that a server writes");
    }
    return values.putIfAbsent(key, read) == null
        ? Optional.empty()
        : Optional.of("`" + key + "` is told twice, and a file holds one answer of one server");
  }

  private static Object number(String key, String value) {
    if (key.equals("server_time_usec")) {
      return Long.parseLong(value.replaceAll("\\..*", "")) / MICROS;
    }
    return value.contains(".")
        ? (Object) new BigDecimal(value).doubleValue()
        : (Object) Long.parseLong(value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>(values);
    Object time = tree.remove("server_time_usec");
    if (time != null) {
      tree.put("serverTime", time);
    }
    tree.put("onlineReplicas", onlineReplicas);
    return tree;
  }
}
