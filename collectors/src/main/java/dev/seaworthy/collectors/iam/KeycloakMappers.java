package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.kubernetes.Salt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is put into tokens: protocol mappers of clients and of client scopes. */
final class KeycloakMappers {
  /** Settings that name claims and places. Others, such as a hard-coded value, are committed to. */
  private static final Set<String> SHOWN =
      Set.of(
          "access.token.claim",
          "aggregate.attrs",
          "attribute.name",
          "attribute.nameformat",
          "claim.name",
          "friendly.name",
          "full.path",
          "id.token.claim",
          "included.client.audience",
          "included.custom.audience",
          "introspection.token.claim",
          "jsonType.label",
          "lightweight.claim",
          "multivalued",
          "new.role.name",
          "role",
          "single",
          "user.attribute",
          "user.attribute.formatted",
          "user.session.note",
          "userinfo.token.claim",
          "usermodel.clientRoleMapping.clientId",
          "usermodel.clientRoleMapping.rolePrefix",
          "usermodel.realmRoleMapping.rolePrefix");

  private final Reading reading;
  private final Salt salt;

  KeycloakMappers(Reading reading, Salt salt) {
    this.reading = reading;
    this.salt = salt;
  }

  /** The mappers under {@code protocolMappers} of {@code owner}, by name. */
  List<Map<String, Object>> of(Spot owner) {
    List<Map<String, Object>> mappers = new ArrayList<>();
    for (Spot mapper : reading.mappings(owner, "protocolMappers")) {
      reading.text(mapper, "name").ifPresent(name -> mappers.add(mapper(name, mapper)));
    }
    mappers.sort(Comparator.comparing(mapper -> String.valueOf(mapper.get("name"))));
    return mappers;
  }

  private Map<String, Object> mapper(String name, Spot at) {
    Map<String, Object> mapper = new LinkedHashMap<>();
    mapper.put("name", name);
    reading.text(at, "protocolMapper").ifPresent(type -> mapper.put("type", type));
    mapper.put("config", config(at));
    return mapper;
  }

  private Map<String, Object> config(Spot mapper) {
    Map<String, Object> config = new TreeMap<>();
    for (Map.Entry<String, Spot> entry :
        reading.mapping(mapper, "config").map(Spot::entries).orElse(List.of())) {
      String value = entry.getValue().text().orElseGet(() -> entry.getValue().tree().plain() + "");
      config.put(entry.getKey(), SHOWN.contains(entry.getKey()) ? value : commitment(value));
    }
    return config;
  }

  private String commitment(String value) {
    return value.isEmpty() ? "" : salt.commitment(value.getBytes(StandardCharsets.UTF_8));
  }
}
