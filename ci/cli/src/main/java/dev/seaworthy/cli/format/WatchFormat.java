package dev.seaworthy.cli.format;

import dev.seaworthy.cli.check.VerdictChange;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.collectors.cluster.ClusterWatch;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a change of a verdict in one line. */
public enum WatchFormat {
  /** For people. */
  TABLE {
    @Override
    public String line(VerdictChange change) {
      Verdict now = change.now();
      String text =
          "%s  %s  %s%s; %s"
              .formatted(
                  now.evaluatedAt(),
                  now.status().id(),
                  counts(now),
                  changes(change),
                  lists(change));
      return Printable.of(text);
    }
  },

  /** For programs: one JSON object. */
  JSON {
    @Override
    public String line(VerdictChange change) {
      return CanonicalJson.of(tree(change)).toString();
    }
  };

  /** More would be no line that anybody reads; JSON has all. */
  private static final int MOST_CONTROLS = 8;

  private static final List<Status> SHOWN =
      List.of(Status.FAIL, Status.UNKNOWN, Status.WAIVED, Status.PASS);

  /** The format of that name, if there is one. */
  public static Optional<WatchFormat> find(String name) {
    return Stream.of(values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** The line, without its end. */
  public abstract String line(VerdictChange change);

  private static String counts(Verdict verdict) {
    return SHOWN.stream()
        .filter(status -> verdict.count(status) > 0)
        .map(status -> verdict.count(status) + " " + status.id())
        .collect(Collectors.joining(", "));
  }

  private static String changes(VerdictChange change) {
    List<VerdictChange.ControlChange> all = change.controls();
    String shown =
        all.stream().limit(MOST_CONTROLS).map(WatchFormat::shown).collect(Collectors.joining(", "));
    String more =
        all.size() > MOST_CONTROLS ? " and %d more".formatted(all.size() - MOST_CONTROLS) : "";
    return shown.isEmpty() ? "" : "; " + shown + more;
  }

  private static String shown(VerdictChange.ControlChange one) {
    String before = one.before().map(status -> status.id() + " to ").orElse("");
    String findings = one.findings() > 0 ? " (%d)".formatted(one.findings()) : "";
    return one.id() + " " + before + one.now().id() + findings;
  }

  private static String lists(VerdictChange change) {
    long known = change.known();
    long unknown = change.lists().size() - known;
    return "%d lists followed, %d unknown, the oldest of %d s ago"
        .formatted(known, unknown, change.oldest(change.now().evaluatedAt()).toSeconds());
  }

  private static Map<String, Object> tree(VerdictChange change) {
    Verdict now = change.now();
    Map<String, Object> tree = new TreeMap<>();
    tree.put("at", now.evaluatedAt().toString());
    tree.put("status", now.status().id());
    change.before().ifPresent(status -> tree.put("before", status.id()));
    Map<String, Object> counts = new TreeMap<>();
    Stream.of(Status.values()).forEach(status -> counts.put(status.id(), now.count(status)));
    tree.put("counts", counts);
    tree.put("controls", change.controls().stream().map(WatchFormat::tree).toList());
    tree.put("lists", change.lists().stream().map(one -> tree(change, one)).toList());
    tree.put("snapshot", now.snapshot().digest().toString());
    tree.put("validUntil", now.validUntil().toString());
    return tree;
  }

  private static Map<String, Object> tree(VerdictChange.ControlChange one) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("id", one.id());
    one.before().ifPresent(status -> tree.put("before", status.id()));
    tree.put("status", one.now().id());
    tree.put("findings", one.findings());
    return tree;
  }

  private static Map<String, Object> tree(VerdictChange change, ClusterWatch.Followed one) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("path", one.path());
    tree.put("known", one.known());
    tree.put("objects", one.objects());
    one.age(change.now().evaluatedAt()).ifPresent(age -> tree.put("ageSeconds", age.toSeconds()));
    if (!one.resourceVersion().isEmpty()) {
      tree.put("resourceVersion", one.resourceVersion());
    }
    return tree;
  }
}
