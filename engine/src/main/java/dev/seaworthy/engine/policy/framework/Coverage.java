package dev.seaworthy.engine.policy.framework;

import dev.seaworthy.engine.policy.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a verdict says of each requirement of a framework.
 *
 * @param rows one for each requirement, in the framework's order
 */
public record Coverage(Framework framework, List<Row> rows) {
  /**
   * What is known of one control.
   *
   * @param status of the worst, where several bundles have such a control
   * @param unknowns why it could not be judged, each once; empty unless it could not
   */
  public record Judged(Status status, List<String> unknowns) {
    public Judged {
      unknowns = List.copyOf(unknowns);
    }

    /** Both, where several bundles have such a control. */
    public Judged and(Judged other) {
      Status worst = rank(status) >= rank(other.status) ? status : other.status;
      List<String> all =
          Stream.concat(unknowns.stream(), other.unknowns.stream()).distinct().toList();
      return new Judged(worst, all);
    }

    private static int rank(Status status) {
      return switch (status) {
        case NOT_APPLICABLE -> 0;
        case PASS -> 1;
        case WAIVED -> 2;
        case UNKNOWN -> 3;
        case FAIL -> 4;
      };
    }
  }

  /**
   * What a control says of a requirement.
   *
   * @param proves whether it proves it; else it supports it
   * @param judged empty where the verdict has no such control
   */
  public record Answer(String control, boolean proves, Optional<Judged> judged) {
    boolean is(Status status) {
      return judged.map(one -> one.status() == status).orElse(false);
    }
  }

  /** What is known of one requirement. */
  public record Row(Requirement requirement, Standing standing, List<Answer> answers) {
    public Row {
      answers = List.copyOf(answers);
    }

    /** What it would take, for people: what no control judges, then what could not be judged. */
    public List<String> missing() {
      List<String> missing = new ArrayList<>();
      if (!requirement.missing().isEmpty()) {
        missing.add(requirement.missing());
      }
      for (String control : requirement.notYet()) {
        missing.add(control + ": no bundle judges it yet");
      }
      for (Answer answer : answers) {
        if (answer.judged().isEmpty()) {
          missing.add(answer.control() + ": not in this verdict");
        }
        answer
            .judged()
            .ifPresent(
                judged ->
                    judged.unknowns().forEach(why -> missing.add(answer.control() + ": " + why)));
      }
      return missing;
    }
  }

  public Coverage {
    rows = List.copyOf(rows);
  }

  /**
   * Works it out.
   *
   * @param judged the verdict's controls, by id
   */
  public static Coverage of(Framework framework, Map<String, Judged> judged) {
    return new Coverage(
        framework,
        framework.requirements().stream().map(requirement -> row(requirement, judged)).toList());
  }

  /** How many requirements stand so; every standing is there. */
  public Map<Standing, Long> counts() {
    Map<Standing, Long> counts = new EnumMap<>(Standing.class);
    for (Standing standing : Standing.values()) {
      counts.put(standing, rows.stream().filter(row -> row.standing() == standing).count());
    }
    return counts;
  }

  /**
   * Fail where a requirement is failing, else unknown where one is; what cannot be proven is not.
   */
  public Status status() {
    Map<Standing, Long> counts = counts();
    if (counts.getOrDefault(Standing.FAILING, 0L) > 0) {
      return Status.FAIL;
    }
    return counts.getOrDefault(Standing.UNKNOWN, 0L) > 0 ? Status.UNKNOWN : Status.PASS;
  }

  private static Row row(Requirement requirement, Map<String, Judged> judged) {
    List<Answer> answers =
        requirement
            .controls()
            .map(
                id ->
                    new Answer(
                        id,
                        requirement.provedBy().contains(id),
                        Optional.ofNullable(judged.get(id))))
            .toList();
    return new Row(requirement, standing(answers), answers);
  }

  private static Standing standing(List<Answer> answers) {
    if (answers.isEmpty()) {
      return Standing.NOT_PROVABLE;
    }
    if (any(answers, Status.FAIL)) {
      return Standing.FAILING;
    }
    if (any(answers, Status.UNKNOWN) || answers.stream().anyMatch(one -> one.judged().isEmpty())) {
      return Standing.UNKNOWN;
    }
    if (any(answers, Status.WAIVED) || !any(answers, Status.PASS)) {
      return Standing.EXCEPTED;
    }
    List<Answer> proofs = answers.stream().filter(Answer::proves).toList();
    boolean proven = !proofs.isEmpty() && proofs.stream().allMatch(one -> one.is(Status.PASS));
    return proven ? Standing.PROVEN : Standing.SUPPORTED;
  }

  private static boolean any(List<Answer> answers, Status status) {
    return answers.stream().anyMatch(answer -> answer.is(status));
  }
}
