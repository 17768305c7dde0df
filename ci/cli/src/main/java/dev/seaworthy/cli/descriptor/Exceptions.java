package dev.seaworthy.cli.descriptor;

import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a descriptor asks to be let off: waivers, and controls that do not apply. */
final class Exceptions {
  private static final Set<String> WAIVER_KEYS =
      Set.of("control", "rule", "subject", "owner", "reason", "expires");
  private static final Set<String> SUBJECT_KEYS = Set.of("kind", "namespace", "name");
  private static final Set<String> NOT_APPLICABLE_KEYS = Set.of("control", "reason", "owner");

  private final Diagnostics diagnostics;

  Exceptions(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  List<Placed<Waiver>> waivers(Fields fields) {
    List<Placed<Waiver>> waivers = new ArrayList<>();
    fields.each(
        "waivers",
        (item, path) -> {
          Fields waiver = Fields.of(item, path, WAIVER_KEYS, diagnostics);
          waiver(waiver)
              .ifPresent(one -> waivers.add(new Placed<>(one, waiver.valueMark("control"))));
        });
    return waivers;
  }

  List<Placed<NotApplicable>> notApplicable(Fields fields) {
    List<Placed<NotApplicable>> declarations = new ArrayList<>();
    fields.each(
        "notApplicable",
        (item, path) -> {
          Fields one = Fields.of(item, path, NOT_APPLICABLE_KEYS, diagnostics);
          Optional<String> control = one.required("control");
          Optional<String> reason = one.required("reason");
          Optional<String> owner = one.required("owner");
          if (control.isPresent() && reason.isPresent() && owner.isPresent()) {
            declarations.add(
                new Placed<>(
                    new NotApplicable(control.get(), reason.get(), owner.get()),
                    one.valueMark("control")));
          }
        });
    return declarations;
  }

  private Optional<Waiver> waiver(Fields fields) {
    Optional<String> control = fields.required("control");
    Optional<String> owner = fields.required("owner");
    Optional<String> reason = fields.required("reason");
    Optional<Instant> expires = expires(fields);
    Subject subject = subject(fields);
    String rule = fields.optional("rule").orElse("");
    if (control.isEmpty() || owner.isEmpty() || reason.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Waiver(control.get(), rule, subject, owner.get(), reason.get(), expires.get()));
  }

  private Optional<Instant> expires(Fields fields) {
    Optional<String> text = fields.required("expires");
    Optional<Instant> time = text.flatMap(Instants::timeOrDay);
    if (text.isPresent() && time.isEmpty()) {
      diagnostics.error(
          fields.valueMark("expires"),
          "BAD_TIME",
          "`%s` is neither a day nor a time".formatted(text.get()),
          "write `2026-12-31`, or `%s`".formatted(Instants.EXAMPLE));
    }
    return time;
  }

  private static Subject subject(Fields fields) {
    List<Subject> found = new ArrayList<>();
    fields.nested(
        "subject",
        SUBJECT_KEYS,
        subject ->
            found.add(
                new Subject(
                    subject.optional("kind").orElse(""),
                    subject.optional("namespace").orElse(""),
                    subject.optional("name").orElse(""))));
    return found.isEmpty() ? new Subject("", "", "") : found.get(0);
  }
}
