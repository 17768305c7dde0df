package dev.seaworthy.cli.forge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
 * @param standing keys of all that remarks may be about: a remark on anything else is withdrawn
 * @param sarif all that is wrong at the head (SARIF 2.1.0), where code scanning is to be told
 */
public record Publication(
    String name,
    String head,
    boolean passed,
    String title,
    String body,
    String link,
    List<Remark> remarks,
    List<Annotation> annotations,
    Set<String> standing,
    Optional<String> sarif) {
  /** What forges take of a status's description. */
  private static final int MOST_TITLE = 140;

  public Publication {
    remarks = List.copyOf(remarks);
    annotations = List.copyOf(annotations);
    standing = Set.copyOf(standing);
  }

  /** One whose remarks are about all that there is. */
  public Publication(
      String name,
      String head,
      boolean passed,
      String title,
      String body,
      String link,
      List<Remark> remarks,
      List<Annotation> annotations) {
    this(
        name,
        head,
        passed,
        title,
        body,
        link,
        remarks,
        annotations,
        remarks.stream().map(Remark::key).collect(Collectors.toSet()),
        Optional.empty());
  }

  /** The same, with code scanning told. */
  public Publication with(Optional<String> log) {
    return new Publication(
        name, head, passed, title, body, link, remarks, annotations, standing, log);
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

  /** The last line of each remark: runs of another name leave it alone. */
  String signature() {
    return "<!-- seaworthy:by:" + name + " -->";
  }

  /** The comment as it is sent. */
  String comment() {
    return marker() + "\n" + body;
  }
}
