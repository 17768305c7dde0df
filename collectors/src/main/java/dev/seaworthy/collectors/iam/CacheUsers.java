package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who may do what in a cache, by the users that its answer to {@code ACL LIST} tells of. */
final class CacheUsers {
  private CacheUsers() {}

  static List<Observation> of(Evidence server) {
    List<Observation> found = new ArrayList<>();
    int i = 0;
    for (JsonNode user : server.content().node().path("users")) {
      JsonPath path = JsonPath.of("users", i++);
      found.add(principal(server, user, path));
    }
    return found;
  }

  private static Evidence principal(Evidence server, JsonNode user, JsonPath path) {
    Location at = server.locations().locate(path);
    List<Grant> grants = new ArrayList<>();
    grants.add(grant(texts(user.path("commands")), List.of("server"), path, at));
    grants.add(grant(List.of("keys"), texts(user.path("keys")), path, at));
    if (user.path("noPassword").asBoolean()) {
      grants.add(grant(List.of("come-without-password"), List.of("server"), path, at));
    }
    Subject subject = Subject.of("user", user.path("name").asText());
    Map<String, Object> attributes = Map.of("active", user.path("on").asBoolean());
    Principal principal = new Principal("redis", subject, attributes, grants);
    return new Evidence(
        EvidenceKinds.PRINCIPAL, subject, server.source(), principal.content(), one -> at);
  }

  private static Grant grant(
      List<String> actions, List<String> resources, JsonPath path, Location at) {
    return new Grant("allow", "server")
        .actions(actions)
        .resources(resources)
        .origin(Map.of("kind", "acl", "name", "ACL LIST"))
        .at(path, at);
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
