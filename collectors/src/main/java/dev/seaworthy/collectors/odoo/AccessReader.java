package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads who may do what in one database, as the document {@code OdooAccessExport}: groups, access
 * rows and record rules, or rows of {@code ir.access} where the series has these, and users.
 */
public final class AccessReader {
  private static final List<String> RIGHTS = List.of("read", "write", "create", "unlink");
  private static final String ACCESS = "ir.access";

  private final OdooLink link;
  private final Pages pages;
  private final OdooAddress address;
  private final Map<Long, String> models;
  private final GroupNames groups;

  private AccessReader(OdooLink link, OdooAddress address) throws OdooException {
    this.link = link;
    this.address = address;
    this.pages = new Pages(link, address);
    this.models = models();
    this.groups = GroupNames.of(pages);
  }

  /**
   * What the database tells the user of {@code address}.
   *
   * @throws OdooException if it cannot be asked, or tells only a part: half the rights are none
   */
  public static Map<String, Object> read(OdooAddress address, OdooAccessOptions options)
      throws OdooException {
    OdooWire wire = new OdooWire(address, options.authority(), options.silence());
    OdooLink link =
        switch (options.protocol()) {
          case JSONRPC -> RpcLink.open(address, new JsonRpc(address, wire));
          case XMLRPC -> RpcLink.open(address, new XmlRpc(address, wire));
          case JSON2 -> new JsonTwoLink(address, wire);
        };
    return new AccessReader(link, address).document();
  }

  private Map<String, Object> document() throws OdooException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", "OdooAccessExport");
    document.put("version", 1);
    String series = link.series();
    if (!series.isEmpty()) {
      document.put("series", series);
    }
    document.put("database", address.database());
    document.put("groups", groups.tree());
    if (models.containsValue(ACCESS)) {
      document.put("access", accesses());
    } else {
      document.put("access", accessRows());
      document.put("rules", rules());
    }
    document.put("users", users());
    List<String> unknown = unknown();
    if (!unknown.isEmpty()) {
      document.put("unknown", unknown);
    }
    return document;
  }

  private Map<Long, String> models() throws OdooException {
    Map<Long, String> found = new LinkedHashMap<>();
    for (JsonNode model : pages.all("ir.model", List.of("model"))) {
      found.put(model.path("id").asLong(), model.path("model").asText());
    }
    return found;
  }

  /** The technical name of the model that a row is about. */
  private String model(JsonNode row) throws OdooException {
    Optional<String> model = reference(row.path("model_id")).map(models::get);
    return model.orElseThrow(
        () -> OdooProblems.failed(address, "ir.model", "a row names a model that is not there"));
  }

  /** What a many-to-one field names by its first item; nothing where it is {@code false}. */
  static Optional<Long> reference(JsonNode field) {
    JsonNode id = field.isArray() ? field.path(0) : field;
    return id.isIntegralNumber() ? Optional.of(id.asLong()) : Optional.empty();
  }

  private List<Object> accessRows() throws OdooException {
    List<Object> rows = new ArrayList<>();
    List<String> fields =
        Stream.concat(
                Stream.of("model_id", "group_id"), RIGHTS.stream().map(right -> "perm_" + right))
            .toList();
    for (JsonNode row : pages.active("ir.model.access", fields)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("model", model(row));
      group(row).ifPresent(group -> one.put("group", group));
      RIGHTS.forEach(right -> one.put(right, row.path("perm_" + right).asBoolean()));
      rows.add(one);
    }
    return rows;
  }

  private Optional<String> group(JsonNode row) {
    return reference(row.path("group_id")).map(groups::name);
  }

  private List<Object> rules() throws OdooException {
    List<Object> rules = new ArrayList<>();
    List<String> fields =
        Stream.concat(
                Stream.of("model_id", "groups", "domain_force"),
                RIGHTS.stream().map(right -> "perm_" + right))
            .toList();
    for (JsonNode row : pages.active("ir.rule", fields)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("model", model(row));
      one.put("groups", groups.names(row.path("groups")));
      one.put("domain", text(row.path("domain_force")));
      RIGHTS.forEach(right -> one.put(right, row.path("perm_" + right).asBoolean()));
      rules.add(one);
    }
    return rules;
  }

  private List<Object> accesses() throws OdooException {
    List<Object> rows = new ArrayList<>();
    for (JsonNode row :
        pages.active(ACCESS, List.of("model_id", "group_id", "operation", "domain"))) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("model", model(row));
      group(row).ifPresent(group -> one.put("group", group));
      one.put("operation", text(row.path("operation")));
      one.put("domain", text(row.path("domain")));
      rows.add(one);
    }
    return rows;
  }

  /** Odoo writes {@code false} for a text that is not there; space around one means nothing. */
  private static String text(JsonNode field) {
    return field.isTextual() ? field.asText().strip() : "";
  }

  private List<Object> users() throws OdooException {
    Set<String> known = pages.fields("res.users");
    // Odoo 19 renamed the field, and keeps in it what was given by hand alone.
    boolean isDirect = known.contains("group_ids");
    String given = isDirect ? "group_ids" : "groups_id";
    boolean tellsFactor = known.contains("totp_enabled");
    List<String> fields = new ArrayList<>(List.of("login", "active", "share", given));
    if (tellsFactor) {
      fields.add("totp_enabled");
    }
    List<Object> users = new ArrayList<>();
    for (JsonNode user : pages.all("res.users", fields)) {
      List<String> all = groups.names(user.path(given));
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("login", text(user.path("login")));
      one.put("active", user.path("active").asBoolean());
      one.put("groups", isDirect ? all : groups.withoutImplied(all));
      one.put("type", groups.type(all));
      if (tellsFactor) {
        one.put("secondFactor", user.path("totp_enabled").asBoolean());
      }
      users.add(one);
    }
    return users;
  }

  /** What the reader cannot see without an error: users of companies that it does not belong to. */
  private List<String> unknown() throws OdooException {
    Set<Long> companies = new TreeSet<>();
    pages.all("res.company", List.of()).forEach(one -> companies.add(one.path("id").asLong()));
    for (JsonNode me :
        pages.where(
            "res.users", List.of(List.of("login", "=", address.user())), List.of("company_ids"))) {
      me.path("company_ids").forEach(id -> companies.remove(id.asLong()));
    }
    return companies.isEmpty()
        ? List.of()
        : List.of("users of %d companies that the reader is not in".formatted(companies.size()));
  }
}
