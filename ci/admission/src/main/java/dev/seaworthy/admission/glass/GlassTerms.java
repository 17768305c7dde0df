package dev.seaworthy.admission.glass;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a token lets through: the requests of some users about objects of one kind, for a while.
 *
 * @param namespace empty for objects outside namespaces
 * @param name in which {@code *} stands for any text
 * @param users as the API server names them, each in full
 * @param reason for the log, on one line
 * @param issued the first second at which it holds
 * @param expires the first at which it no longer does
 */
public record GlassTerms(
    String namespace,
    String kind,
    String name,
    List<String> users,
    String reason,
    Instant issued,
    Instant expires) {
  /** The longest that a token may hold: what takes longer is a waiver, which others look at. */
  public static final Duration LONGEST = Duration.ofHours(24);

  private static final int MOST_CHARACTERS = 253;
  private static final int MOST_USERS = 10;
  private static final int SHORTEST_REASON = 10;

  /** What breaks lines, turns them around or cannot be shown. */
  private static final Set<Integer> UNSEEN =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.SURROGATE);

  private static final Set<String> KEYS =
      Set.of("namespace", "kind", "name", "users", "reason", "issued", "expires");

  public GlassTerms {
    users = List.copyOf(users);
  }

  /**
   * Refuses terms that nobody should sign, and that hold nothing though somebody did.
   *
   * @throws GlassException says what is wrong with them
   */
  public GlassTerms sound() throws GlassException {
    requireText("namespace", namespace, true);
    requireText("kind", kind, false);
    requireText("name", name, false);
    requireText("reason", reason, false);
    if (kind.contains("*") || namespace.contains("*")) {
      throw bad("`*` stands in a kind or a name space", "name one kind and one name space");
    }
    if (reason.strip().length() < SHORTEST_REASON) {
      throw bad(
          "the reason has fewer than %d characters".formatted(SHORTEST_REASON),
          "say why, for who reads the log: an incident's number, a name");
    }
    if (users.isEmpty() || users.size() > MOST_USERS) {
      throw bad(
          "it names no user, or more than " + MOST_USERS, "name 1 to %d".formatted(MOST_USERS));
    }
    for (String user : users) {
      requireText("user", user, false);
    }
    if (!issued.isBefore(expires) || issued.plus(LONGEST).isBefore(expires)) {
      throw bad(
          "it does not end within %d hours of its issue".formatted(LONGEST.toHours()),
          "issue another when it ends; what takes longer is a waiver");
    }
    return this;
  }

  private static void requireText(String what, String text, boolean mayBeEmpty)
      throws GlassException {
    boolean plain = text.codePoints().allMatch(c -> !UNSEEN.contains(Character.getType(c)));
    if (!plain || text.length() > MOST_CHARACTERS || (text.isBlank() && !mayBeEmpty)) {
      throw bad(
          "its %s is empty, longer than %d characters or not one line"
              .formatted(what, MOST_CHARACTERS),
          "write one short line");
    }
  }

  /** Whether the request is one of those that are meant. */
  void requireMeant(Asked asked) throws GlassException {
    if (!namespace.equals(asked.namespace())) {
      throw other("name space", "OTHER_NAMESPACE", namespace);
    }
    if (!kind.equals(asked.kind())) {
      throw other("kind", "OTHER_KIND", kind);
    }
    if (!NamePattern.matches(name, asked.name())) {
      throw other("name", "OTHER_NAME", name);
    }
    if (!users.contains(asked.user())) {
      throw other("user", "OTHER_USER", String.join(", ", users));
    }
  }

  private static GlassException other(String what, String code, String meant) {
    return new GlassException(
        code,
        "the token is for another %s than the request's: `%s`".formatted(what, meant),
        "have one issued for this " + what);
  }

  void requireHolding(Instant now) throws GlassException {
    if (now.isBefore(issued)) {
      throw new GlassException(
          "NOT_YET", "the token holds from %s on".formatted(issued), "wait, or set the clocks");
    }
    if (!now.isBefore(expires)) {
      throw new GlassException(
          "EXPIRED",
          "the token held until %s".formatted(expires),
          "remove it, or have another issued");
    }
  }

  CanonicalJson toJson() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("namespace", namespace);
    tree.put("kind", kind);
    tree.put("name", name);
    tree.put("users", users);
    tree.put("reason", reason);
    tree.put("issued", issued.toString());
    tree.put("expires", expires.toString());
    return CanonicalJson.of(tree);
  }

  /**
   * Reads what {@link #toJson} writes, and nothing else.
   *
   * @throws GlassException if it is anything else
   */
  static GlassTerms read(JsonNode tree) throws GlassException {
    Set<String> keys = new TreeSet<>();
    tree.fieldNames().forEachRemaining(keys::add);
    if (!keys.equals(KEYS) || !tree.path("users").isArray()) {
      throw notTerms();
    }
    List<String> users = new ArrayList<>();
    for (JsonNode user : tree.path("users")) {
      users.add(text(user));
    }
    return new GlassTerms(
            text(tree.path("namespace")),
            text(tree.path("kind")),
            text(tree.path("name")),
            users,
            text(tree.path("reason")),
            time(tree.path("issued")),
            time(tree.path("expires")))
        .sound();
  }

  private static Instant time(JsonNode value) throws GlassException {
    try {
      return Instant.parse(text(value));
    } catch (DateTimeException e) {
      throw notTerms();
    }
  }

  private static String text(JsonNode value) throws GlassException {
    if (!value.isTextual()) {
      throw notTerms();
    }
    return value.textValue();
  }

  private static GlassException notTerms() {
    return bad("it does not say what it is for", "have another issued by this version");
  }

  private static GlassException bad(String message, String fix) {
    return new GlassException("BAD_TERMS", "the token's terms are refused: " + message, fix);
  }
}
