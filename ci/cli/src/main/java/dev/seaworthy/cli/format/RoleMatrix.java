package dev.seaworthy.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who holds which roles of one system. Where the state before the release is known, what was gained
 * and what was lost is marked.
 */
final class RoleMatrix {
  /** What of one role one principal has. */
  enum Cell {
    HELD("●", "held"),
    GAINED("+", "gained"),
    LOST("−", "lost");

    private final String sign;
    private final String word;

    Cell(String sign, String word) {
      this.sign = sign;
      this.word = word;
    }
  }

  private static final int COLUMNS = 30;
  private static final int LABELS = 330;
  private static final int COLUMN = 24;
  private static final int ROW = 22;

  /** Room for the names of roles, which run upwards. */
  private static final int NAMES = 200;

  /** What a name needs above its end: its letters are as high as they lean. */
  private static final int ASCENT = 24;

  /** Of 60 degrees. */
  private static final double STEEP = 0.87;

  private final String system;
  private final String id;
  private final boolean compared;
  private final HtmlPage page;

  /** Roles of each principal. */
  private final SortedMap<String, SortedMap<String, Cell>> cells = new TreeMap<>();

  private RoleMatrix(String system, int number, boolean compared, HtmlPage page) {
    this.system = system;
    this.id = "roles-" + number;
    this.compared = compared;
    this.page = page;
  }

  /** One for each system whose principals are among the evidence. */
  static List<RoleMatrix> of(List<Evidence> evidence, HtmlPage page) {
    SortedMap<String, List<JsonNode>> now = bySystem(evidence, EvidenceKinds.PRINCIPAL);
    SortedMap<String, List<JsonNode>> before =
        bySystem(evidence, EvidenceKinds.before(EvidenceKinds.PRINCIPAL));
    List<RoleMatrix> all = new ArrayList<>();
    for (String system : now.keySet()) {
      List<JsonNode> earlier = before.getOrDefault(system, List.of());
      RoleMatrix matrix = new RoleMatrix(system, all.size(), !earlier.isEmpty(), page);
      now.getOrDefault(system, List.of()).forEach(one -> matrix.add(one, matrix.nowCell()));
      earlier.forEach(matrix::addEarlier);
      if (!matrix.cells.isEmpty()) {
        all.add(matrix);
      }
    }
    return all;
  }

  private static SortedMap<String, List<JsonNode>> bySystem(List<Evidence> evidence, String kind) {
    return evidence.stream()
        .filter(one -> one.kind().equals(kind))
        .map(one -> one.content().node())
        .collect(
            Collectors.groupingBy(
                content -> content.path("system").asText(), TreeMap::new, Collectors.toList()));
  }

  private Cell nowCell() {
    return compared ? Cell.GAINED : Cell.HELD;
  }

  private void add(JsonNode principal, Cell cell) {
    for (String role : roles(principal)) {
      cells.computeIfAbsent(name(principal), key -> new TreeMap<>()).put(role, cell);
    }
  }

  private void addEarlier(JsonNode principal) {
    for (String role : roles(principal)) {
      cells
          .computeIfAbsent(name(principal), key -> new TreeMap<>())
          .merge(role, Cell.LOST, (known, lost) -> known == Cell.GAINED ? Cell.HELD : known);
    }
  }

  private static String name(JsonNode principal) {
    String namespace = principal.path("namespace").asText();
    return principal.path("type").asText()
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + principal.path("name").asText();
  }

  /** The ERP's groups; elsewhere what grants: roles and policies. */
  private static Set<String> roles(JsonNode principal) {
    Set<String> roles = new TreeSet<>();
    if (principal.path("system").asText().equals("odoo")) {
      principal.path("attributes").path("groups").forEach(group -> roles.add(group.asText()));
      return roles;
    }
    for (JsonNode grant : principal.path("grants")) {
      JsonNode origin = grant.path("origin");
      String namespace = origin.path("namespace").asText();
      String name = origin.path("name").asText();
      roles.add(namespace.isEmpty() ? name : namespace + "/" + name);
    }
    return roles;
  }

  void write() throws IOException {
    List<String> columns = columns();
    List<String> rows = rows();
    long changed = rows.stream().filter(this::isChanged).count();
    String about =
        "%s of system %s and %s.%s"
            .formatted(
                VerdictWords.counted(rows.size(), "principal"),
                system,
                VerdictWords.counted(columns.size(), "role"),
                compared ? " The release changes the roles of " + changed + "." : "");
    String title = title();
    ReportPictures.begin(page, id, title, about);
    page.line(picture(title, about, rows, columns));
    if (columns.size() > COLUMNS) {
      page.line(
          "<p class=\"soft\">and %s more roles, which fewer hold</p>"
              .formatted(columns.size() - COLUMNS));
    }
    ReportPictures.more(page, rows.size(), "principals, who hold no more roles");
    table(rows);
  }

  private String title() {
    return "Who holds which role: " + system;
  }

  private void table(List<String> rows) throws IOException {
    page.beginDetails(id, title(), "Principal", "Roles");
    for (String row : ReportPictures.listed(rows)) {
      page.line(
          "<tr><td class=\"key\">%s</td><td>%s</td></tr>"
              .formatted(
                  HtmlText.of(row),
                  cellsOf(row).entrySet().stream()
                      .map(RoleMatrix::words)
                      .collect(Collectors.joining(", "))));
    }
    ReportPictures.end(page, rows.size());
  }

  private static String words(Map.Entry<String, Cell> cell) {
    String role = HtmlText.code(cell.getKey());
    return cell.getValue() == Cell.HELD
        ? role
        : "<strong>" + cell.getValue().word + "</strong> " + role;
  }

  private SortedMap<String, Cell> cellsOf(String principal) {
    return cells.getOrDefault(principal, new TreeMap<>());
  }

  private boolean isChanged(String principal) {
    return cellsOf(principal).values().stream().anyMatch(cell -> cell != Cell.HELD);
  }

  /** Those that change first, then those who hold most. */
  private List<String> rows() {
    return cells.keySet().stream()
        .sorted(
            Comparator.<String, Boolean>comparing(name -> !(compared && isChanged(name)))
                .thenComparing(name -> -cellsOf(name).size())
                .thenComparing(name -> name))
        .toList();
  }

  /** Roles that change first, then those that most hold. */
  private List<String> columns() {
    Map<String, Integer> holders = new HashMap<>();
    Map<String, Integer> changes = new HashMap<>();
    for (SortedMap<String, Cell> row : cells.values()) {
      row.forEach(
          (role, cell) -> {
            holders.merge(role, 1, Integer::sum);
            changes.merge(role, compared && cell != Cell.HELD ? 1 : 0, Integer::sum);
          });
    }
    return holders.keySet().stream()
        .sorted(
            Comparator.<String>comparingInt(role -> -changes.getOrDefault(role, 0))
                .thenComparingInt(role -> -holders.getOrDefault(role, 0))
                .thenComparing(role -> role))
        .toList();
  }

  private String picture(String title, String about, List<String> rows, List<String> columns) {
    List<String> drawn = ReportPictures.drawn(rows);
    List<String> roles = columns.subList(0, Math.min(COLUMNS, columns.size()));
    SvgPicture svg = new SvgPicture(id + "-picture", title, about);
    double longest =
        roles.stream().mapToDouble(role -> Math.min(NAMES, SvgPicture.width(role))).max().orElse(0);
    double top = ASCENT + longest * STEEP;
    double bottom = top + drawn.size() * (double) ROW;
    for (int i = 0; i < roles.size(); i++) {
      double x = LABELS + i * (double) COLUMN;
      svg.line(x, top, x, bottom, "grid");
      svg.upwards(x + 16, top - 6, NAMES, roles.get(i));
    }
    for (int i = 0; i < drawn.size(); i++) {
      row(svg, drawn.get(i), top + i * (double) ROW, roles);
    }
    legend(svg, bottom + 20);
    return svg.html(
        Math.max(LABELS + 300.0, LABELS + roles.size() * (double) COLUMN + longest * 0.5 + 16),
        bottom + 28);
  }

  private void row(SvgPicture svg, String principal, double y, List<String> roles) {
    svg.line(0, y, LABELS + roles.size() * (double) COLUMN, y, "grid");
    svg.label(0, y + 15, LABELS - 12, principal);
    Map<String, Cell> held = cellsOf(principal);
    for (int i = 0; i < roles.size(); i++) {
      Cell cell = held.get(roles.get(i));
      if (cell != null) {
        double x = LABELS + i * (double) COLUMN;
        String meaning = principal + " " + cell.word + " " + roles.get(i);
        svg.box(x + 3, y + 3, COLUMN - 6.0, ROW - 6.0, "cell-" + cell.word, meaning);
        svg.text(x + 8, y + 15.5, "sign-" + cell.word, cell.sign);
      }
    }
  }

  private void legend(SvgPicture svg, double y) {
    Cell[] told = compared ? Cell.values() : new Cell[] {Cell.HELD};
    for (int i = 0; i < told.length; i++) {
      double x = LABELS + i * 100.0;
      svg.box(x, y - 13, 18, 16, "cell-" + told[i].word, told[i].word);
      svg.text(x + 5, y - 0.5, "sign-" + told[i].word, told[i].sign);
      svg.text(x + 26, y, "label", told[i].word);
    }
  }
}
