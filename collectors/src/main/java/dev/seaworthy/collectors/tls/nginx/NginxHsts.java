package dev.seaworthy.collectors.tls.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Strict-Transport-Security that answers of a server have by TLS (RFC 6797). A block with any
 * {@code add_header} of its own sends none of those around it:
 * https://nginx.org/en/docs/http/ngx_http_headers_module.html
 */
final class NginxHsts {
  private static final String HEADER = "Strict-Transport-Security";
  private static final Pattern AGE =
      Pattern.compile("(?i)(?:.*;)?\\s*max-age\\s*=\\s*\"?([0-9]{1,10})\"?\\s*(?:;.*)?");
  private static final int MAX_ANSWERS = 500;

  private final List<Map<String, Object>> answers = new ArrayList<>();

  private NginxHsts() {}

  /**
   * One for each block that answers: {@code where}; {@code seconds} where the header is sent, 0 for
   * none that a browser heeds, absent where that is not known; {@code always} whether errors have
   * it, too.
   */
  static List<Map<String, Object>> of(NginxScope server) {
    NginxHsts hsts = new NginxHsts();
    if (refuses(server.levels().get(0)) && server.own("if").findAny().isEmpty()) {
      return List.of();
    }
    boolean returns = server.own("return").findAny().isPresent();
    if (returns || server.own("location").noneMatch(NginxPlain::isEverything)) {
      hsts.add("server", server);
    }
    if (!returns) {
      hsts.descend("", server);
    }
    return hsts.answers;
  }

  private void descend(String around, NginxScope scope) {
    for (String kind : List.of("location", "if")) {
      scope
          .own(kind)
          .filter(one -> one.inner().stream().noneMatch(inner -> inner.is("internal")))
          .forEach(one -> visit(around + NginxPlain.shown(one), scope.inside(one), one));
    }
  }

  private void visit(String where, NginxScope scope, NginxDirective block) {
    boolean isEmpty = block.is("if") && block.inner().stream().allMatch(one -> one.is("set"));
    if (!refuses(block.inner()) && !isEmpty) {
      add(where, scope);
    }
    descend(where + " ", scope);
  }

  /** An error teaches a browser nothing. */
  private static boolean refuses(List<NginxDirective> block) {
    return block.stream()
        .filter(one -> one.is("return") && !one.arguments().isEmpty())
        .anyMatch(one -> one.arguments().get(0).matches("[45][0-9][0-9]"));
  }

  private void add(String where, NginxScope scope) {
    if (answers.size() < MAX_ANSWERS) {
      answers.add(answer(where, scope));
    }
  }

  private static Map<String, Object> answer(String where, NginxScope scope) {
    Map<String, Object> answer = new TreeMap<>();
    answer.put("where", where);
    Optional<NginxDirective> header =
        scope.all("add_header").stream().filter(NginxHsts::isHsts).findFirst();
    if (header.isEmpty()) {
      answer.put("seconds", 0L);
      answer.put("always", false);
      return answer;
    }
    List<String> arguments = header.get().arguments();
    answer.put("always", arguments.size() > 2 && arguments.get(2).equals("always"));
    value(arguments.get(1), scope).ifPresent(value -> answer.put("seconds", seconds(value)));
    return answer;
  }

  private static boolean isHsts(NginxDirective one) {
    return one.arguments().size() > 1 && one.arguments().get(0).equalsIgnoreCase(HEADER);
  }

  /** A header without a value is not sent. */
  private static long seconds(String value) {
    Matcher age = AGE.matcher(value);
    return age.matches() ? Long.parseLong(age.group(1)) : 0;
  }

  /** What a value is by TLS; empty where a variable decides that no map of the scheme sets. */
  private static Optional<String> value(String text, NginxScope scope) {
    if (!text.contains("$")) {
      return Optional.of(text);
    }
    return scope.levels().stream()
        .flatMap(List::stream)
        .filter(one -> one.is("map") && one.arguments().size() == 2)
        .filter(one -> one.arguments().get(1).equals(text))
        .findFirst()
        .flatMap(NginxHsts::mapped);
  }

  private static Optional<String> mapped(NginxDirective map) {
    String of = map.arguments().get(0).toLowerCase(Locale.ROOT);
    if (!of.equals("$scheme") && !of.equals("$https")) {
      return Optional.empty();
    }
    String key = of.equals("$scheme") ? "https" : "on";
    String value = "";
    for (NginxDirective one : map.inner()) {
      if (one.name().equals(key)) {
        return one.arguments().stream().findFirst();
      }
      if (one.name().startsWith("~")) {
        return Optional.empty();
      }
      value = one.is("default") && !one.arguments().isEmpty() ? one.arguments().get(0) : value;
    }
    return value.contains("$") ? Optional.empty() : Optional.of(value);
  }
}
