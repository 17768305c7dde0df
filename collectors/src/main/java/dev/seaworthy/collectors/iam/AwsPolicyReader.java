package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.Trees;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads policy documents, which the command line shows as objects and the API as URL-encoded text.
 * Wherever AWS takes a list it takes a single value too.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">
 *     Grammar of the IAM JSON policy language</a>
 */
final class AwsPolicyReader {
  /** A statement that cannot be taken for what it says. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Spot at;

    Malformed(String reason, Spot at) {
      super(reason);
      this.at = at;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private final Reading reading;

  AwsPolicyReader(Reading reading) {
    this.reading = reading;
  }

  /** The statements under {@code key} of {@code owner}; a gap for each that cannot be read. */
  List<AwsStatement> policy(Spot owner, String key, String name) {
    return statements(owner, key, name, false);
  }

  /** Like {@link #policy}, of a document that says who may take a role. */
  List<AwsStatement> trust(Spot owner, String key, String name) {
    return statements(owner, key, name, true);
  }

  private List<AwsStatement> statements(Spot owner, String key, String name, boolean trust) {
    List<AwsStatement> statements = new ArrayList<>();
    try {
      Spot document = document(owner, key);
      Spot listed =
          document.get("Statement").orElseThrow(() -> new Malformed("has no statement", document));
      for (Spot item : listed.isSequence() ? listed.items() : List.of(listed)) {
        try {
          statements.add(statement(item, trust));
        } catch (Malformed e) {
          reading.gap(IamProblems.notAPolicy(name, e.reason()), e.at);
        }
      }
    } catch (Malformed e) {
      reading.gap(IamProblems.notAPolicy(name, e.reason()), e.at);
    }
    return statements;
  }

  private static Spot document(Spot owner, String key) throws Malformed {
    Spot document =
        owner.get(key).orElseThrow(() -> new Malformed("is missing: no `" + key + "`", owner));
    if (document.isMapping()) {
      return document;
    }
    String text =
        document.text().orElseThrow(() -> new Malformed("is neither object nor text", document));
    Tree.Mapping decoded =
        decoded(text, document)
            .orElseThrow(() -> new Malformed("is no JSON, URL-encoded or plain", document));
    return new Spot(decoded, document.mark(), document.path());
  }

  private static Optional<Tree.Mapping> decoded(String text, Spot at) {
    try {
      // In percent-encoding, unlike in forms, a plus stands for itself.
      String json =
          text.stripLeading().startsWith("{")
              ? text
              : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      CanonicalJson parsed = CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8));
      if (!parsed.node().isObject()) {
        return Optional.empty();
      }
      Location here = new Location("", at.mark().line(), at.mark().column());
      return Optional.of(
          Trees.mappingIn(CanonicalJson.of(Map.of("document", parsed)), "document", path -> here));
    } catch (IllegalArgumentException | NotCanonicalException e) {
      return Optional.empty();
    }
  }

  private static AwsStatement statement(Spot item, boolean trust) throws Malformed {
    List<String> actions = texts(item, "Action");
    List<String> notActions = texts(item, "NotAction");
    List<String> resources = texts(item, "Resource");
    List<String> notResources = texts(item, "NotResource");
    if (actions.isEmpty() == notActions.isEmpty()) {
      throw new Malformed("has a statement without one of `Action` and `NotAction`", item);
    }
    if (!trust && resources.isEmpty() == notResources.isEmpty()) {
      throw new Malformed("has a statement without one of `Resource` and `NotResource`", item);
    }
    return new AwsStatement(
        effect(item),
        trust && actions.isEmpty() ? List.of("*") : actions,
        notActions,
        resources,
        notResources,
        condition(item),
        trust ? principals(item) : List.of(),
        item);
  }

  /** Conditions are compared and not shown: an external identifier is shared with one partner. */
  private static String condition(Spot item) throws Malformed {
    Optional<Spot> condition = item.get("Condition").filter(one -> !one.entries().isEmpty());
    try {
      return condition.map(one -> CanonicalJson.digestOf(one.tree().plain()).toString()).orElse("");
    } catch (NotCanonicalException e) {
      throw new Malformed("has a condition without an exact form", item);
    }
  }

  private static String effect(Spot item) throws Malformed {
    String effect = item.get("Effect").flatMap(Spot::text).orElse("");
    if (effect.equals("Allow")) {
      return "allow";
    }
    if (effect.equals("Deny")) {
      return "deny";
    }
    throw new Malformed("has a statement whose `Effect` is neither `Allow` nor `Deny`", item);
  }

  /** {@code NotPrincipal} with {@code Allow} is everyone but a few, so it counts as everyone. */
  private static List<String> principals(Spot item) throws Malformed {
    Optional<Spot> principal = item.get("Principal");
    if (principal.isEmpty()) {
      if (item.get("NotPrincipal").isPresent()) {
        return List.of("*");
      }
      throw new Malformed("has a trust statement without `Principal`", item);
    }
    if (principal.get().text().isPresent()) {
      return List.of(principal.get().text().get());
    }
    List<String> named = new ArrayList<>();
    for (Map.Entry<String, Spot> entry : principal.get().entries()) {
      for (String name : texts(principal.get(), entry.getKey())) {
        named.add(entry.getKey() + ":" + name);
      }
    }
    if (named.isEmpty()) {
      throw new Malformed("has a trust statement whose `Principal` names nobody", item);
    }
    return named;
  }

  /** The text or the texts under {@code key}; none where it is absent. */
  private static List<String> texts(Spot at, String key) throws Malformed {
    Optional<Spot> value = at.get(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    List<Spot> items = value.get().isSequence() ? value.get().items() : List.of(value.get());
    for (Spot item : items) {
      texts.add(
          item.text()
              .orElseThrow(() -> new Malformed("has a `%s` that is no text".formatted(key), item)));
    }
    return texts;
  }
}
