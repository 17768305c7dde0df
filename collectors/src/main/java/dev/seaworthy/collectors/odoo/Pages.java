package dev.seaworthy.collectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads all rows of a model, page by page in the order of their numbers. */
final class Pages {
  private static final int PAGE = 1_000;
  private static final int MOST_ROWS = 500_000;

  private final OdooLink link;
  private final OdooAddress address;

  Pages(OdooLink link, OdooAddress address) {
    this.link = link;
    this.address = address;
  }

  /** Every row, archived ones too. */
  List<JsonNode> all(String model, List<String> fields) throws OdooException {
    return where(model, List.of(), fields);
  }

  /** Every row that is not archived, for those have no effect. */
  List<JsonNode> active(String model, List<String> fields) throws OdooException {
    return where(model, List.of(List.of("active", "=", true)), fields);
  }

  /** Every row of a domain. */
  List<JsonNode> where(String model, List<Object> domain, List<String> fields)
      throws OdooException {
    List<JsonNode> rows = new ArrayList<>();
    long last = 0;
    while (true) {
      JsonNode page = page(model, domain, fields, last);
      for (JsonNode row : page) {
        long id = row.path("id").asLong(-1);
        if (!row.isObject() || id <= last) {
          throw OdooProblems.failed(address, model, "rows come without numbers, or out of order");
        }
        last = id;
        rows.add(row);
      }
      if (page.size() < PAGE) {
        return rows;
      }
      if (rows.size() >= MOST_ROWS) {
        throw OdooProblems.tooMuch(address, model, "more than %d rows".formatted(MOST_ROWS));
      }
    }
  }

  private JsonNode page(String model, List<Object> domain, List<String> fields, long last)
      throws OdooException {
    List<Object> after = new ArrayList<>(domain);
    after.add(List.of("id", ">", last));
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("domain", after);
    arguments.put("fields", fields.isEmpty() ? List.of("id") : fields);
    arguments.put("order", "id");
    arguments.put("limit", PAGE);
    arguments.put("context", Map.of("active_test", false, "lang", "en_US"));
    JsonNode page = link.call(model, OdooLink.Method.SEARCH_READ, arguments);
    if (!page.isArray()) {
      throw OdooProblems.failed(address, model, "it gives no list");
    }
    return page;
  }

  /** The names of the model's fields. */
  Set<String> fields(String model) throws OdooException {
    JsonNode fields =
        link.call(model, OdooLink.Method.FIELDS_GET, Map.of("attributes", List.of("type")));
    Set<String> names = new TreeSet<>();
    fields.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
