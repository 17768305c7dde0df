package dev.seaworthy.collectors.redis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.LineStream;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code redis-cli} wrote of {@code INFO}, {@code CONFIG GET *} and {@code ACL LIST}, as
 * text or with {@code --json}. Which answer a line belongs to shows by its form.
 */
final class RedisReader {
  static final int MAX_USERS = 10_000;
  static final int MAX_LINES = 100_000;

  private static final Pattern HEAD =
      Pattern.compile("\\A\\s*# Server\\r?\\n(?:[a-z0-9_]+:.*\\r?\\n)*?(?:redis|valkey)_version:");
  private static final Pattern INFO = Pattern.compile("([A-Za-z][\\w|.-]{0,200}):(.*)");
  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_.-]{0,200}");
  private static final Pattern REFUSED =
      Pattern.compile("(?:error:\"|\\(error\\) )?([A-Z]{3,20}) .*");

  /** Others hold secrets, or nothing that anybody asks for. */
  private static final Set<String> SETTINGS =
      Set.of(
          "maxmemory",
          "maxmemory-policy",
          "appendonly",
          "appendfsync",
          "save",
          "port",
          "tls-port",
          "tls-auth-clients",
          "tls-replication",
          "tls-protocols",
          "bind",
          "protected-mode",
          "enable-debug-command",
          "enable-module-command",
          "enable-protected-configs",
          "min-replicas-to-write",
          "maxclients");

  private static final Set<String> PASSWORDS = Set.of("requirepass");

  private final RedisFaults faults;
  private final RedisInfo info = new RedisInfo();
  private final Map<String, Object> settings = new TreeMap<>();
  private final List<RedisUser> users = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private @Nullable String pending;
  private boolean settingsTold;

  RedisReader(RedisFaults faults) {
    this.faults = faults;
  }

  static boolean is(String head) {
    return HEAD.matcher(head).find();
  }

  Evidence read(LineStream in, Source source) throws IOException {
    for (String line = in.next(); line != null && in.line() <= MAX_LINES; line = in.next()) {
      if (in.isTooLong()) {
        faults.add(in.line(), "a line is longer than any that a server writes");
      } else {
        line(line, (int) in.line());
      }
    }
    end(in);
    return evidence(source);
  }

  private void end(LineStream in) {
    if (in.line() > MAX_LINES) {
      faults.add(in.line(), "it has more than " + MAX_LINES + " lines");
    } else if (in.isBroken() || !in.hasEnd() || pending != null) {
      faults.add(in.line(), "it breaks off");
    }
  }

  private void line(String line, int number) {
    Matcher told = INFO.matcher(line);
    if (pending != null) {
      setting(pending, line, number);
      pending = null;
    } else if (line.startsWith("user ")) {
      user(line, number);
    } else if (line.startsWith("{") || line.startsWith("[")) {
      json(line, number);
    } else if (REFUSED.matcher(line).matches() || line.startsWith("error:")) {
      faults.add(number, "the server refused a command");
    } else if (told.matches()) {
      lines.putIfAbsent("info/" + told.group(1), number);
      info.add(told.group(1), told.group(2)).ifPresent(wrong -> faults.add(number, wrong));
    } else if (SETTING.matcher(line).matches()) {
      pending = line;
    } else if (!line.isBlank() && !line.startsWith("# ")) {
      faults.add(number, "a line is no answer to `INFO`, `CONFIG GET` or `ACL LIST`");
    }
  }

  private void setting(String name, String value, int number) {
    settingsTold = true;
    Object kept;
    if (PASSWORDS.contains(name)) {
      kept = value.isEmpty() ? "not set" : "set";
    } else if (SETTINGS.contains(name)) {
      kept = value;
    } else {
      return;
    }
    lines.putIfAbsent("settings/" + name, number);
    if (settings.putIfAbsent(name, kept) != null) {
      faults.add(number, "setting `" + name + "` is told twice");
    }
  }

  private void user(String line, int number) {
    RedisUser user = RedisUser.of(line).orElse(null);
    if (user == null) {
      faults.add(number, "a user has no rules");
    } else if (users.size() < MAX_USERS) {
      lines.put("users/" + users.size(), number);
      users.add(user);
    } else if (users.size() == MAX_USERS) {
      faults.add(number, "there are more than " + MAX_USERS + " users");
    }
  }

  private void json(String line, int number) {
    try {
      JsonNode answer = StrictJson.parse(line.getBytes(StandardCharsets.UTF_8));
      answer.properties().forEach(one -> setting(one.getKey(), one.getValue().asText(), number));
      if (answer.isArray()) {
        answer.forEach(one -> user(one.asText(), number));
      }
    } catch (NotCanonicalException e) {
      faults.add(number, "an answer breaks off, or is no JSON");
    }
  }

  private Evidence evidence(Source source) throws NotCanonicalException {
    Map<String, Object> content = new LinkedHashMap<>();
    if (!info.isEmpty()) {
      content.put("info", info.toTree());
    }
    if (settingsTold) {
      content.put("settings", settings);
    }
    if (!users.isEmpty()) {
      content.put("users", users.stream().map(RedisUser::toTree).toList());
    }
    return new Evidence(
        EvidenceKinds.REDIS_SERVER,
        Subject.of("RedisServer", source.file()),
        source,
        CanonicalJson.of(content),
        locations(source.file(), Map.copyOf(lines)));
  }

  /** Where a value stands, by the first two steps of its path. */
  private static Locations locations(String file, Map<String, Integer> lines) {
    return path -> {
      List<Object> steps = path.steps();
      int line = steps.size() < 2 ? 0 : lines.getOrDefault(steps.get(0) + "/" + steps.get(1), 0);
      return line == 0 ? Location.of(file) : new Location(file, line, 1);
    };
  }
}
