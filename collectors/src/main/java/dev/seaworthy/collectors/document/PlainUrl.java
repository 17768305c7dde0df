package dev.seaworthy.collectors.document;

/** URLs as evidence may show them. */
public final class PlainUrl {
  private PlainUrl() {}

  /**
   * Without user, password, query and fragment, which may be secrets. A password may hold what
   * should be escaped in it, so that only the last {@code @} before the path ends it.
   */
  public static String of(String url) {
    return url.replaceFirst("[?#].*$", "").replaceFirst("(?<!/)//[^/]*@", "//");
  }
}
