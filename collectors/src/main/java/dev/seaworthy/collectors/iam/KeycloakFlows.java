package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the authentication flows of a realm ask of people, above all whether a second factor.
 *
 * <p>A flow with steps that are required or conditional runs all of these and leaves alternatives
 * out; else any one alternative will do. A conditional subflow runs where its conditions hold.
 *
 * @see <a href="https://www.keycloak.org/docs/latest/server_admin/#_authentication-flows">Keycloak:
 *     authentication flows</a>
 */
final class KeycloakFlows {
  /** How surely a second factor, or one that is as good as two, is asked for. */
  enum Factor {
    NONE,
    OPTIONAL,
    CONDITIONAL,
    REQUIRED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final String UNKNOWN = "unknown";
  private static final int MOST_DEPTH = 30;
  private static final int MOST_STEPS = 10_000;

  private static final Set<String> SECOND_FACTORS =
      Set.of(
          "auth-otp-form",
          "auth-recovery-authn-code-form",
          "basic-auth-otp",
          "direct-grant-validate-otp",
          "webauthn-authenticator",
          "webauthn-authenticator-passwordless");

  /** These rest on an earlier login, or leave it to another provider. */
  private static final Set<String> ELSEWHERE =
      Set.of("auth-cookie", "auth-spnego", "identity-provider-redirector");

  private record Step(String authenticator, String requirement, String subflow, Spot at) {
    boolean isMandatory() {
      return requirement.equals("REQUIRED") || requirement.equals("CONDITIONAL");
    }
  }

  private final Reading reading;
  private final Map<String, List<Step>> flows = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  KeycloakFlows(Reading reading, Spot realm) {
    this.reading = reading;
    for (Spot flow : reading.mappings(realm, "authenticationFlows")) {
      reading
          .text(flow, "alias")
          .ifPresent(
              alias -> {
                flows.put(alias, steps(flow));
                reading.optionalText(flow, "id").ifPresent(id -> aliases.put(id, alias));
              });
    }
  }

  /** The flow that an identifier names, as bindings of clients do. */
  Optional<String> alias(String id) {
    return Optional.ofNullable(aliases.get(id));
  }

  /**
   * What the flow {@code alias} asks: {@code required}, {@code conditional}…, or {@code unknown}.
   */
  String secondFactor(String alias, Spot named) {
    try {
      return factor(alias, named, new Walk(), 0).word();
    } catch (UnknownFlowException e) {
      return UNKNOWN;
    }
  }

  /** The steps of the flow, with those of its subflows, one a line, as people read them. */
  List<String> shown(String alias) {
    List<String> lines = new ArrayList<>();
    show(alias, "", lines, 0);
    return lines;
  }

  private void show(String alias, String before, List<String> lines, int depth) {
    for (Step step : flows.getOrDefault(alias, List.of())) {
      if (step.requirement().equals("DISABLED") || lines.size() >= MOST_STEPS) {
        continue;
      }
      String name = step.subflow().isEmpty() ? step.authenticator() : step.subflow();
      String line = before + name + " " + step.requirement();
      lines.add(line);
      if (!step.subflow().isEmpty() && depth < MOST_DEPTH) {
        show(step.subflow(), line + " / ", lines, depth + 1);
      }
    }
  }

  private static final class Walk {
    private int steps;
  }

  private static final class UnknownFlowException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private Factor factor(String alias, Spot named, Walk walk, int depth)
      throws UnknownFlowException {
    List<Step> steps = flows.get(alias);
    walk.steps++;
    if (steps == null) {
      report(IamProblems.notInRealm("authentication flow", alias), alias, named);
      throw new UnknownFlowException();
    }
    if (depth > MOST_DEPTH || walk.steps > MOST_STEPS) {
      report(IamProblems.flowInCircle(alias), alias, named);
      throw new UnknownFlowException();
    }
    // Conditions say whether a subflow runs, and are none of its steps.
    List<Step> active =
        steps.stream()
            .filter(step -> !step.requirement().equals("DISABLED"))
            .filter(step -> !step.authenticator().startsWith("conditional-"))
            .toList();
    return active.stream().anyMatch(Step::isMandatory)
        ? ofMandatory(active, walk, depth)
        : ofAlternatives(active, walk, depth);
  }

  private Factor ofMandatory(List<Step> steps, Walk walk, int depth) throws UnknownFlowException {
    Factor most = Factor.NONE;
    for (Step step : steps) {
      if (step.isMandatory()) {
        Factor factor = factor(step, walk, depth);
        if (step.requirement().equals("CONDITIONAL") && factor == Factor.REQUIRED) {
          factor = Factor.CONDITIONAL;
        }
        most = factor.compareTo(most) > 0 ? factor : most;
      }
    }
    return most;
  }

  /** Whoever may choose takes the way that asks least. */
  private Factor ofAlternatives(List<Step> steps, Walk walk, int depth)
      throws UnknownFlowException {
    Factor least = Factor.REQUIRED;
    Factor most = Factor.NONE;
    for (Step step : steps) {
      if (!ELSEWHERE.contains(step.authenticator())) {
        Factor factor = factor(step, walk, depth);
        least = factor.compareTo(least) < 0 ? factor : least;
        most = factor.compareTo(most) > 0 ? factor : most;
      }
    }
    if (most == Factor.NONE) {
      return Factor.NONE;
    }
    return least == Factor.NONE ? Factor.OPTIONAL : least;
  }

  private Factor factor(Step step, Walk walk, int depth) throws UnknownFlowException {
    if (!step.subflow().isEmpty()) {
      return factor(step.subflow(), step.at(), walk, depth + 1);
    }
    return SECOND_FACTORS.contains(step.authenticator()) ? Factor.REQUIRED : Factor.NONE;
  }

  private List<Step> steps(Spot flow) {
    List<Step> steps = new ArrayList<>();
    for (Spot step : reading.mappings(flow, "authenticationExecutions")) {
      reading
          .text(step, "requirement")
          .ifPresent(
              requirement ->
                  steps.add(
                      new Step(
                          reading.optionalText(step, "authenticator").orElse(""),
                          requirement,
                          reading.optionalText(step, "flowAlias").orElse(""),
                          step)));
    }
    return steps;
  }

  private void report(dev.seaworthy.engine.evidence.Problem problem, String alias, Spot at) {
    if (reported.add(alias)) {
      reading.gap(problem, at);
    }
  }
}
