package dev.seaworthy.collectors.tls.nginx;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What becomes of a request by plain HTTP in one block, by what nginx's rewrite module has there:
 * https://nginx.org/en/docs/http/ngx_http_rewrite_module.html
 */
final class NginxRewrite {
  private static final String HTTPS = "https://";

  /** Expressions that match every path. */
  private static final Pattern EVERY =
      Pattern.compile("\\^?/?|\\^?/?\\(?\\.\\*\\)?\\$?|\\^?/?\\(\\.\\*\\)\\$?");

  private static final Pattern PLAIN =
      Pattern.compile("\\$scheme (=|~\\*?) \\^?http\\$?|\\$(scheme|https) != (https|on)");

  private static final Pattern ENCRYPTED =
      Pattern.compile("\\$(scheme|https) = (https|on)|\\$https");

  /** What becomes of all requests, or of those that reach the end of the block. */
  enum Outcome {
    /** Each is sent to HTTPS, or refused without content. */
    CLOSED,
    /** Each is answered, or sent to where it is asked by plain HTTP. */
    ANSWERED,
    /** Some are answered or go on to a location, by what is not known. */
    SOME,
    /** Nothing here decides. */
    GOES_ON
  }

  private NginxRewrite() {}

  static Outcome of(List<NginxDirective> block) {
    boolean isSome = false;
    for (NginxDirective one : block) {
      Outcome here = outcome(one);
      if (here == Outcome.SOME) {
        isSome = true;
      } else if (here != Outcome.GOES_ON) {
        return isSome && here == Outcome.CLOSED ? Outcome.SOME : here;
      }
      if (one.is("break")) {
        return isSome ? Outcome.SOME : Outcome.GOES_ON;
      }
    }
    return isSome ? Outcome.SOME : Outcome.GOES_ON;
  }

  private static Outcome outcome(NginxDirective one) {
    return switch (one.name()) {
      case "return" -> returned(one.arguments());
      case "rewrite" -> rewritten(one.arguments());
      case "if" -> conditional(one);
      default -> Outcome.GOES_ON;
    };
  }

  private static Outcome returned(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Outcome.GOES_ON;
    }
    String code = arguments.get(0);
    String last = arguments.get(arguments.size() - 1);
    if (isClosed(code)) {
      return Outcome.CLOSED;
    }
    boolean redirects = arguments.size() == 1 || code.matches("30[12378]");
    return redirects && isHttps(last) ? Outcome.CLOSED : Outcome.ANSWERED;
  }

  /** An error has nothing worth hiding. */
  private static boolean isClosed(String code) {
    return code.matches("[45][0-9][0-9]");
  }

  private static boolean isHttps(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith(HTTPS);
  }

  private static Outcome rewritten(List<String> arguments) {
    if (arguments.size() < 2) {
      return Outcome.GOES_ON;
    }
    boolean every = EVERY.matcher(arguments.get(0)).matches();
    String target = arguments.get(1);
    if (isHttps(target)) {
      return every ? Outcome.CLOSED : Outcome.GOES_ON;
    }
    boolean ends =
        arguments.size() > 2 || target.startsWith("http://") || target.startsWith("$scheme");
    return ends ? Outcome.SOME : Outcome.GOES_ON;
  }

  /** Requests that a condition does not hold for go on. */
  private static Outcome conditional(NginxDirective one) {
    Optional<Boolean> holds = holds(one);
    if (holds.isPresent() && !holds.get()) {
      return Outcome.GOES_ON;
    }
    Outcome inside = of(one.inner());
    boolean stops = one.inner().stream().anyMatch(inner -> inner.is("break"));
    if (holds.isPresent()) {
      return inside;
    }
    return inside == Outcome.CLOSED || (inside == Outcome.GOES_ON && !stops)
        ? Outcome.GOES_ON
        : Outcome.SOME;
  }

  /** Whether the condition of an {@code if} holds by plain HTTP; empty where that is not known. */
  private static Optional<Boolean> holds(NginxDirective one) {
    String condition =
        String.join(" ", one.arguments()).replaceAll("^\\( *|[ \"]*\\)$", " ").strip();
    if (PLAIN.matcher(condition).matches()) {
      return Optional.of(true);
    }
    return ENCRYPTED.matcher(condition).matches() ? Optional.of(false) : Optional.empty();
  }

  /** Whether some requests are sent to HTTPS by a condition that is not known. */
  static boolean redirectsSome(List<NginxDirective> block) {
    return block.stream()
        .filter(one -> one.is("if") && holds(one).isEmpty())
        .flatMap(one -> one.inner().stream())
        .filter(one -> one.is("return") || one.is("rewrite"))
        .anyMatch(one -> one.arguments().stream().anyMatch(NginxRewrite::isHttps));
  }
}
