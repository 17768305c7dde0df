package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.collectors.iam.EscalationHop;
import dev.seaworthy.collectors.iam.EscalationPath;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RbacRequest;
import dev.seaworthy.engine.evidence.Location;
import java.io.IOException;
import java.util.List;

/** Escalation paths for people: each step with what allows it and why it works. */
public final class EscalationsTable {
  private EscalationsTable() {}

  /**
   * Writes paths, administrators and how many there are of each.
   *
   * @param subjects how many were asked about
   */
  public static void write(
      List<EscalationPath> paths, List<RbacIdentity> administrators, int subjects, Appendable out)
      throws IOException {
    for (EscalationPath path : paths) {
      int count = path.hops().size();
      Printable.line(
          out,
          "%s reaches %s in %d step%s"
              .formatted(path.subject(), path.power().id(), count, count == 1 ? "" : "s"));
      for (int i = 0; i < count; i++) {
        write(i + 1, path.hops().get(i), out);
      }
      out.append('\n');
    }
    long reaching = paths.stream().map(EscalationPath::subject).distinct().count();
    for (RbacIdentity administrator : administrators) {
      Printable.line(out, "administrator: " + administrator);
    }
    Printable.line(
        out,
        "subjects: %d, administrators: %d, with a path: %d"
            .formatted(subjects, administrators.size(), reaching));
  }

  private static void write(int number, EscalationHop hop, Appendable out) throws IOException {
    Printable.line(
        out, "  %d. %s to %s".formatted(number, hop.technique().id(), hop.to().display()));
    for (EscalationHop.Use use : hop.uses()) {
      Printable.line(out, "     may " + request(use.request()));
      Printable.line(out, "       " + giver(use));
    }
    Printable.line(out, "     why: " + hop.technique().reason());
    Printable.line(out, "       " + hop.technique().reference());
    if (!hop.assumption().isEmpty()) {
      Printable.line(out, "     assumed: " + hop.assumption());
    }
  }

  private static String giver(EscalationHop.Use use) {
    return use.permission()
        .map(PermissionsTable::giver)
        .orElseGet(
            () ->
                "%s, once it is bound (%s)"
                    .formatted(
                        use.role(), use.ruleAt().map(Location::toString).orElse("built in")));
  }

  /** {@code create pods/exec in namespace harbor}. */
  private static String request(RbacRequest.Resource request) {
    String resource =
        request.subresource().isEmpty()
            ? request.resource()
            : request.resource() + "/" + request.subresource();
    return request.verb()
        + " "
        + resource
        + (request.group().isEmpty() ? "" : "." + request.group())
        + (request.name().isEmpty() ? "" : " named " + request.name())
        + (request.namespace().isEmpty()
            ? " across the cluster"
            : " in namespace " + request.namespace());
  }
}
