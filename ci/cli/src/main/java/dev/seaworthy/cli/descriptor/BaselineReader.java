package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the tree of a baseline into its entries, and reports every mistake in it. */
public final class BaselineReader {
  public static final String KIND = "Baseline";

  /** What is wrong for longer is no remainder of a beginning, and needs a waiver of its own. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** Each is compared with each finding of its control. */
  public static final int MOST_ENTRIES = 5_000;

  private static final Set<String> KEYS =
      Set.of("apiVersion", "kind", "owner", "reason", "expires", "findings");
  private static final Set<String> ENTRY_KEYS =
      Set.of("control", "rule", "fingerprint", "subject", "file", "owner", "reason", "expires");
  private static final Subject ANY = new Subject("", "", "");

  private final Diagnostics diagnostics;
  private final Instant now;

  /**
   * @param now as of which is judged
   */
  public BaselineReader(Diagnostics diagnostics, Instant now) {
    this.diagnostics = diagnostics;
    this.now = now;
  }

  /** What could be read; to be used only if no error was reported. */
  public Baseline read(String file, Tree root) {
    Fields fields = Fields.of(root, "", KEYS, diagnostics);
    fields.exactly("apiVersion", Descriptor.API_VERSION);
    fields.exactly("kind", KIND);
    Optional<String> owner = fields.required("owner");
    Optional<String> reason = fields.required("reason");
    Optional<Instant> expires = expires(fields, fields.required("expires"));
    if (!fields.has("findings")) {
      diagnostics.error(
          fields.mark(), "MISSING_KEY", "`findings` is missing", "add `findings: []`, or the list");
    }
    List<Baseline.Entry> entries = new ArrayList<>();
    Waiver rest =
        new Waiver(
            "-", "", ANY, owner.orElse("-"), reason.orElse("-"), expires.orElse(Instant.EPOCH));
    fields.each(
        "findings",
        (item, path) ->
            entry(Fields.of(item, path, ENTRY_KEYS, diagnostics), rest).ifPresent(entries::add));
    requireFew(fields, entries);
    requireOnce(entries);
    return new Baseline(file, entries);
  }

  /**
   * One entry.
   *
   * @param rest says what the entry leaves out
   */
  private Optional<Baseline.Entry> entry(Fields fields, Waiver rest) {
    Optional<String> control = fields.required("control");
    Optional<String> fingerprint = fields.required("fingerprint");
    Optional<Instant> expires = expires(fields, fields.optional("expires"));
    String rule = fields.optional("rule").orElse("");
    String owner = fields.optional("owner").orElse(rest.owner());
    String reason = fields.optional("reason").orElse(rest.reason());
    String place = fields.optional("file").orElse("");
    fields.optional("subject");
    if (control.isEmpty() || fingerprint.isEmpty() || owner.isBlank() || reason.isBlank()) {
      return Optional.empty();
    }
    Waiver waiver =
        new Waiver(
            control.get(),
            rule,
            ANY,
            owner,
            reason,
            expires.orElse(rest.expires()),
            fingerprint.get());
    return Optional.of(new Baseline.Entry(waiver, place, fields.mark()));
  }

  private Optional<Instant> expires(Fields fields, Optional<String> text) {
    Optional<Instant> time = text.flatMap(Instants::timeOrDay);
    if (text.isPresent() && time.isEmpty()) {
      diagnostics.error(
          fields.valueMark("expires"),
          "BAD_TIME",
          "`%s` is neither a day nor a time".formatted(text.get()),
          "write `2026-12-31`, or `%s`".formatted(Instants.EXAMPLE));
    }
    if (time.isPresent() && time.get().isAfter(now.plus(LONGEST))) {
      diagnostics.error(
          fields.valueMark("expires"),
          "BASELINE_TOO_LONG",
          "`%s` is more than %d days ahead".formatted(text.orElse(""), LONGEST.toDays()),
          "choose an earlier day; it can be moved when it comes");
    }
    return time;
  }

  private void requireFew(Fields fields, List<Baseline.Entry> entries) {
    if (entries.size() > MOST_ENTRIES) {
      diagnostics.error(
          fields.markOf("findings"),
          "BASELINE_TOO_LARGE",
          "the baseline has more than %d entries".formatted(MOST_ENTRIES),
          "begin with fewer controls or paths: `--only`");
    }
  }

  private void requireOnce(List<Baseline.Entry> entries) {
    Set<String> seen = new HashSet<>();
    for (Baseline.Entry entry : entries) {
      if (!seen.add(entry.identity())) {
        diagnostics.error(
            entry.at(),
            "BASELINE_TWICE",
            "finding `%s` of `%s` stands in the baseline twice"
                .formatted(entry.waiver().fingerprint(), entry.waiver().control()),
            "remove one of the two entries");
      }
    }
  }
}
