package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The users that modules make, or give groups to, by all of their files together. Which file is
 * loaded first is not known here: what one gives counts, though another may take it away.
 */
final class ModuleUsers {
  /** One user: where it is told of first, and the groups that all files give it. */
  static final class User {
    private final Evidence file;
    private final Location at;
    private final SortedSet<String> groups = new TreeSet<>();
    private String name;
    private boolean active = true;

    private User(String name, Evidence file, Location at) {
      this.name = name;
      this.file = file;
      this.at = at;
    }

    Evidence file() {
      return file;
    }

    Location at() {
      return at;
    }

    Set<String> groups() {
      return groups;
    }

    Evidence principal(Set<String> effective, List<Grant> grants) {
      Subject subject = Subject.of("user", name);
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("directGroups", List.copyOf(groups));
      attributes.put("groups", effective);
      attributes.put("active", active);
      attributes.put("ofModules", true);
      Principal principal = new Principal("odoo", subject, attributes, grants);
      return new Evidence(
          EvidenceKinds.PRINCIPAL, subject, file.source(), principal.content(), path -> at);
    }
  }

  private final SortedMap<String, User> users = new TreeMap<>();

  /** A record of {@code res.users}. */
  void add(JsonNode user, Evidence file, Location at) {
    String id = user.path("id").asText();
    User one = users.computeIfAbsent(id, key -> new User(id, file, at));
    String login = user.path("login").asText();
    if (!login.isEmpty()) {
      one.name = login;
    }
    one.active &= user.path("active").asBoolean(true);
    user.path("groups").forEach(group -> one.groups.add(group.asText()));
  }

  /** A user that a group names as its member. */
  void put(String user, String group, Evidence file, Location at) {
    users.computeIfAbsent(user, key -> new User(user, file, at)).groups.add(group);
  }

  List<User> all() {
    return new ArrayList<>(users.values());
  }
}
