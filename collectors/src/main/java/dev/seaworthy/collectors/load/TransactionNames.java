package dev.seaworthy.collectors.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of transactions that candidate and baseline share, whatever host each was asked at and
 * whatever ids stand in the query.
 */
final class TransactionNames {
  private static final Pattern URL = Pattern.compile("https?://[^/?#]*([^?#]*).*", Pattern.DOTALL);
  private static final Pattern PATH = Pattern.compile("(/[^?#]*).*", Pattern.DOTALL);

  private TransactionNames() {}

  /** A name that somebody chose stays; an address becomes its method and path. */
  static String of(String method, String name) {
    Matcher url = URL.matcher(name);
    if (url.matches()) {
      return address(method, url.group(1));
    }
    Matcher path = PATH.matcher(name);
    return path.matches() ? address(method, path.group(1)) : name;
  }

  private static String address(String method, String path) {
    return (method + " " + (path.isEmpty() ? "/" : path)).strip();
  }
}
