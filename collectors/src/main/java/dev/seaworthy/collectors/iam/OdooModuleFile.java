package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.document.Csv;
import dev.seaworthy.collectors.document.LineStream;
import dev.seaworthy.collectors.document.SourceFile;
import dev.seaworthy.collectors.document.XmlEvents;
import dev.seaworthy.collectors.document.XmlRoot;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads groups, access rows, record rules and the groups of users in the files of a module, in CSV
 * and XML, the form of {@code ir.access} included. Python is not run: references are taken out of
 * expressions as text.
 */
final class OdooModuleFile {
  /** Groups, rows and rules of one file, which {@link OdooModules} puts together. */
  static final String KIND = "iam/erp-module";

  private static final int MOST_ROWS = 50_000;
  private static final int MOST_TEXT = 1 << 20;

  private static final Set<String> MODELS =
      Set.of("res.groups", "res.users", "ir.rule", "ir.access", "ir.model.access");

  private static final Pattern HEADER =
      Pattern.compile(
          "\\A\"?id\"?,(?=[^\\n]*\\bmodel_id\\b)(?=[^\\n]*\\b(?:perm_read|operation)\\b)[^\\n]*");
  private static final Set<String> ROOTS = Set.of("odoo", "openerp");
  private static final Pattern RECORD =
      Pattern.compile(
          "model=[\"'](?:res\\.groups|res\\.users|ir\\.rule|ir\\.access|ir\\.model\\.access)[\"']");
  private static final Pattern MODEL = Pattern.compile("(?:.*\\.)?model_(\\w+)");
  private static final Pattern REFERENCE = Pattern.compile("ref\\(\\s*[\"']([\\w.]+)[\"']\\s*\\)");

  /** Commands that take one out: {@code (3, ref('…'))}, and {@code (2, …)}, which deletes it. */
  private static final Pattern TAKES =
      Pattern.compile(
          "(?:\\(\\s*[23]\\s*,|Command\\.(?:unlink|delete)\\()\\s*ref\\(\\s*[\"']([\\w.]+)[\"']\\s*\\)");

  private final SourceFile file;
  private final Source source;
  private final String module;
  private final List<Map<String, Object>> groups = new ArrayList<>();
  private final List<Map<String, Object>> access = new ArrayList<>();
  private final List<Map<String, Object>> rules = new ArrayList<>();
  private final List<Map<String, Object>> users = new ArrayList<>();
  private final List<Observation> gaps = new ArrayList<>();
  private boolean cut;

  OdooModuleFile(SourceFile file) {
    this.file = file;
    this.source = new Source(IamCollector.NAME, file.name(), 0);
    this.module = module(file.name());
  }

  static boolean is(String head) {
    return HEADER.matcher(head).find()
        || (ROOTS.contains(XmlRoot.of(head)) && RECORD.matcher(head).find());
  }

  List<Observation> read(String head) {
    try (InputStream in = file.open()) {
      if (HEADER.matcher(head).find()) {
        csv(new Csv(new LineStream(in), ','));
      } else {
        xml(XmlEvents.of(in));
      }
    } catch (XmlEvents.BrokenXmlException e) {
      gap("cannot be read: " + e.getMessage(), e.at().line(), e.at().column());
    } catch (IOException e) {
      gap("cannot be read to its end", 0, 0);
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("module", module);
    content.put("groups", groups);
    content.put("access", access);
    content.put("rules", rules);
    if (!users.isEmpty()) {
      content.put("users", users);
    }
    List<Observation> found = new ArrayList<>();
    found.add(
        new Evidence(
            KIND,
            Subject.of("ErpModuleFile", file.name()),
            source,
            CanonicalJson.of(content),
            path -> Location.of(file.name())));
    found.addAll(gaps);
    return found;
  }

  private void csv(Csv rows) throws IOException {
    int count = 0;
    for (Optional<Csv.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      if (++count > MOST_ROWS) {
        gap("has more than %d rows".formatted(MOST_ROWS), (int) row.get().line(), 1);
        return;
      }
      row(row.get());
    }
  }

  private void row(Csv.Row row) {
    int line = (int) row.line();
    String model = first(row, "model_id", "model_id/id", "model_id:id");
    String group = first(row, "group_id/id", "group_id:id", "group_id");
    String operation = row.get("operation");
    if (!row.isWhole() || model.isEmpty()) {
      gap("has a row that is not whole", line, 1);
      return;
    }
    Map<String, String> values = new LinkedHashMap<>();
    OdooRights.ALL.forEach(right -> values.put(right, row.get("perm_" + right)));
    access(model, group, operation, row.get("domain"), values, line);
  }

  private static String first(Csv.Row row, String... columns) {
    for (String column : columns) {
      if (!row.get(column).isEmpty()) {
        return row.get(column).strip();
      }
    }
    return "";
  }

  private void access(
      String model,
      String group,
      String operation,
      String domain,
      Map<String, String> permissions,
      int line) {
    Optional<List<String>> rights =
        operation.isEmpty() ? Optional.of(allowed(permissions)) : OdooOperation.rights(operation);
    if (rights.isEmpty()) {
      gap("has an operation that is no part of `crud`", line, 1);
      return;
    }
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("model", model(model));
    one.put("group", group.isEmpty() ? "" : qualified(group));
    one.put("rights", rights.get());
    one.put("domain", domain.strip().equals("[]") ? "" : domain.strip());
    one.put("limits", !operation.isEmpty() && group.isEmpty());
    one.put("line", line);
    access.add(one);
  }

  private static List<String> allowed(Map<String, String> permissions) {
    return permissions.entrySet().stream()
        .filter(one -> one.getValue().strip().matches("1|[Tt]rue"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void xml(XmlEvents events) throws XmlEvents.BrokenXmlException {
    while (events.next()) {
      if (events.isStart() && events.name().equals("record")) {
        record(events);
      }
    }
  }

  private void record(XmlEvents events) throws XmlEvents.BrokenXmlException {
    String id = events.attribute("id").orElse("");
    String model = events.attribute("model").orElse("");
    boolean isRead = MODELS.contains(model);
    int line = events.mark().line();
    int depth = events.depth();
    Map<String, String> fields = new LinkedHashMap<>();
    while (events.next() && events.depth() >= depth) {
      if (isRead && events.isStart() && events.name().equals("field")) {
        field(events, fields);
      }
    }
    if (!isRead) {
      return;
    }
    if (groups.size() + access.size() + rules.size() + users.size() >= MOST_ROWS) {
      tooMany(line);
      return;
    }
    switch (model) {
      case "res.groups" -> groups.add(group(id, fields, line));
      case "res.users" -> user(id, fields, line);
      case "ir.rule" -> rules.add(rule(fields, line));
      case "ir.access", "ir.model.access" -> {
        Map<String, String> permissions = new LinkedHashMap<>();
        OdooRights.ALL.forEach(
            right -> permissions.put(right, fields.getOrDefault("perm_" + right, "")));
        access(
            fields.getOrDefault("model_id", ""),
            fields.getOrDefault("group_id", ""),
            fields.getOrDefault("operation", ""),
            fields.getOrDefault("domain", ""),
            permissions,
            line);
      }
      default -> {}
    }
  }

  /** Takes a field: what it refers to, or evaluates to, or its text. */
  private static void field(XmlEvents events, Map<String, String> fields)
      throws XmlEvents.BrokenXmlException {
    String name = events.attribute("name").orElse("");
    Optional<String> told = events.attribute("ref").or(() -> events.attribute("eval"));
    String text = events.elementText(MOST_TEXT);
    fields.put(name, told.orElse(text));
  }

  private Map<String, Object> group(String id, Map<String, String> fields, int line) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("id", qualified(id));
    group.put("implied", references(fields.getOrDefault("implied_ids", "")));
    // A group may name the users that are in it, too.
    List<String> members = references(first(fields, "user_ids", "users"));
    if (!members.isEmpty()) {
      group.put("users", members);
    }
    group.put("line", line);
    return group;
  }

  /** Adds a user that has a login or groups; a record that sets something else gives nothing. */
  private void user(String id, Map<String, String> fields, int line) {
    String login = fields.getOrDefault("login", "");
    String given = first(fields, "group_ids", "groups_id");
    if (login.isEmpty() && given.isEmpty()) {
      return;
    }
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", qualified(id));
    user.put("login", login);
    user.put("groups", references(given));
    user.put("active", !fields.getOrDefault("active", "1").matches("0|[Ff]alse"));
    user.put("line", line);
    users.add(user);
  }

  private static String first(Map<String, String> fields, String... names) {
    for (String name : names) {
      if (fields.containsKey(name)) {
        return fields.getOrDefault(name, "");
      }
    }
    return "";
  }

  private Map<String, Object> rule(Map<String, String> fields, int line) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("model", model(fields.getOrDefault("model_id", "")));
    rule.put("groups", references(fields.getOrDefault("groups", "")));
    rule.put("domain", fields.getOrDefault("domain_force", ""));
    rule.put(
        "rights",
        OdooRights.ALL.stream()
            .filter(right -> !fields.getOrDefault("perm_" + right, "1").matches("0|[Ff]alse"))
            .toList());
    rule.put("line", line);
    return rule;
  }

  /** What an expression refers to, but for what it takes out of the field. */
  private List<String> references(String expression) {
    List<String> found = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(TAKES.matcher(expression).replaceAll(""));
    while (matcher.find()) {
      found.add(qualified(matcher.group(1)));
    }
    return found.stream().distinct().sorted().toList();
  }

  private String qualified(String id) {
    return id.contains(".") || id.isEmpty() ? id : module + "." + id;
  }

  /** {@code model_stock_picking}, of whatever module, is taken for {@code stock.picking}. */
  private static String model(String named) {
    Matcher matcher = MODEL.matcher(named);
    return matcher.matches() ? matcher.group(1).replace('_', '.') : named;
  }

  /** The folder above {@code security}, or else the file's own. */
  private static String module(String name) {
    List<String> steps = List.of(name.split("/", -1));
    int folder = steps.size() - 2;
    if (folder > 0 && List.of("security", "data").contains(steps.get(folder))) {
      folder--;
    }
    return folder < 0 ? "module" : steps.get(folder);
  }

  private void tooMany(int line) {
    if (!cut) {
      cut = true;
      gap("has more than %d groups, access rows and rules".formatted(MOST_ROWS), line, 1);
    }
  }

  private void gap(String reason, int line, int column) {
    Location at = new Location(file.name(), line, column);
    gaps.add(new Gap(IamProblems.notModuleData(reason), source, at, Format.ODOO_EXPORT.affects()));
  }
}
