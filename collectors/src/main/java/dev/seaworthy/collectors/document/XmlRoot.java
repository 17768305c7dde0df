package dev.seaworthy.collectors.document;

/** What the root element of XML is called, told by how the text begins. */
public final class XmlRoot {
  private static final String SPACE = " \t\r\n\f\u000b";

  private XmlRoot() {}

  /**
   * Its name as it is written, with its prefix; empty where {@code head} holds something else
   * before it than instructions and comments, or does not reach so far.
   */
  public static String of(String head) {
    int at = afterSpace(head, 0);
    while (head.startsWith("<?", at) || head.startsWith("<!--", at)) {
      boolean instruction = head.startsWith("<?", at);
      String end = instruction ? ">" : "-->";
      int ended = head.indexOf(end, at + (instruction ? "<?" : "<!--").length());
      if (ended < 0) {
        return "";
      }
      at = afterSpace(head, ended + end.length());
    }
    return head.startsWith("<", at) ? name(head, at + 1) : "";
  }

  private static String name(String head, int start) {
    int end = start;
    while (end < head.length() && !endsName(head.charAt(end))) {
      end++;
    }
    return end < head.length() ? head.substring(start, end) : "";
  }

  private static boolean endsName(char next) {
    return next == '/' || next == '>' || SPACE.indexOf(next) >= 0;
  }

  private static int afterSpace(String head, int start) {
    int at = start;
    while (at < head.length() && SPACE.indexOf(head.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
