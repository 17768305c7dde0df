package dev.seaworthy.cli.forge;

import java.util.List;

/**
 * What is told on a forge.
 *
 * @param name of the check, and of the comment: one of each name
 * @param head id of the commit that was judged
 * @param passed whether the change may go on
 * @param title one line
 * @param body the comment, in Markdown
 * @param link where the run can be read; empty where nobody knows
 * @param remarks on lines that the change touches
 * @param annotations of all that is introduced
 */
public record Publication(
    String name,
    String head,
    boolean passed,
    String title,
    String body,
    String link,
    List<Remark> remarks,
    List<Annotation> annotations) {
  /** What forges take of a status's description. */
  private static final int MOST_TITLE = 140;

  public Publication {
    remarks = List.copyOf(remarks);
    annotations = List.copyOf(annotations);
  }

  String shortTitle() {
    return cut(title, MOST_TITLE);
  }

  /** As much of {@code text} as a forge takes. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** The first line of the comment, by which it is found again; not shown. */
  String marker() {
    return "<!-- seaworthy:" + name + " -->";
  }

  /** The comment as it is sent. */
  String comment() {
    return marker() + "\n" + body;
  }
}
