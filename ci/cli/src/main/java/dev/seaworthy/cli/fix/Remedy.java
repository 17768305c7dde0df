package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.policy.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The mechanical remedy of a rule: one edit that leaves nothing to choose.
 *
 * @param order among the remedies: some are safe only after others
 * @param aim from the path that a finding names to what is to stand where
 * @param caution what the edit may ask of the program that runs; empty where nothing
 */
record Remedy(int order, Function<JsonPath, Goal> aim, String caution) {
  private static final String CONTEXT = "securityContext";
  private static final Set<String> CONTAINER_LISTS =
      Set.of("containers", "initContainers", "ephemeralContainers");
  private static final String POD_SECURITY = "K8S-09";
  private static final String WORKLOADS = "K8S-10";

  /** By control and rule. */
  private static final Map<List<String>, Remedy> ALL =
      Map.ofEntries(
          of(POD_SECURITY, "Privileged Containers", path -> Goal.set(path, false), ""),
          of(POD_SECURITY, "Host Namespaces", path -> Goal.set(path, false), ""),
          of(POD_SECURITY, "/proc Mount Type", path -> Goal.set(path, "Default"), ""),
          of(
              POD_SECURITY,
              "Capabilities",
              path -> Goal.item(path, "ALL"),
              "what the process needs of root's powers is gone, such as to change a file's owner"),
          of(POD_SECURITY, "Seccomp", path -> Goal.set(profile(path), "RuntimeDefault"), ""),
          of(POD_SECURITY, "AppArmor", path -> Goal.set(path, "RuntimeDefault"), ""),
          of(
              POD_SECURITY,
              "Running as Non-root",
              path -> Goal.set(path, true),
              "an image that runs as root is not started: its user must be a number other than 0"),
          of(POD_SECURITY, "Privilege Escalation", path -> Goal.set(path, false), ""),
          of(
              WORKLOADS,
              "writable-root",
              path -> Goal.set(path.then(CONTEXT).then("readOnlyRootFilesystem"), true),
              "where the process writes, an `emptyDir` must be mounted"),
          of(WORKLOADS, "no-grace", path -> Goal.set(path, 30), ""),
          of(
              WORKLOADS,
              "default-account-token",
              path -> Goal.set(path.then("automountServiceAccountToken"), false),
              "a process that asks the API server finds no token"),
          of(
              WORKLOADS,
              "pull-not-always",
              path -> Goal.set(path.then("imagePullPolicy"), "Always"),
              ""));

  private static Map.Entry<List<String>, Remedy> of(
      String control, String rule, Function<JsonPath, Goal> aim, String caution) {
    // The API server takes the last of these only where the first has been done.
    int order = rule.equals("Privilege Escalation") ? 1 : 0;
    return Map.entry(List.of(control, rule), new Remedy(order, aim, caution));
  }

  /** The remedy of a finding, if one edit without a choice mends it. */
  static Optional<Remedy> of(String control, Finding finding) {
    return Optional.ofNullable(ALL.get(List.of(control, finding.rule())))
        .filter(remedy -> isMechanical(finding))
        .map(remedy -> remedy.forAll(finding));
  }

  /** Of some rules only one form leaves nothing to choose. */
  private static boolean isMechanical(Finding finding) {
    Object last = finding.path().steps().isEmpty() ? "" : last(finding.path());
    return switch (finding.rule()) {
      case "Capabilities" -> last.equals("drop");
      case "AppArmor" -> last.equals("type");
      case "Seccomp" -> last.equals("type") || last.equals("seccompProfile");
      default -> true;
    };
  }

  /** What no container says is said once, for the pod. */
  private Remedy forAll(Finding finding) {
    boolean unset = finding.values().node().path("value").asText().equals("unset");
    Object last = finding.path().steps().isEmpty() ? "" : last(finding.path());
    boolean ofPod = last.equals("seccompProfile") || last.equals("runAsNonRoot");
    return unset && ofPod ? new Remedy(order, path -> aim.apply(inPod(path)), caution) : this;
  }

  Goal goal(JsonPath finding) {
    return aim.apply(finding);
  }

  private static JsonPath profile(JsonPath path) {
    return last(path).equals("type") ? path : path.then("type");
  }

  /** The same field of the pod's securityContext. */
  private static JsonPath inPod(JsonPath path) {
    return pod(path).then(CONTEXT).then(last(path));
  }

  private static Object last(JsonPath path) {
    return path.steps().get(path.steps().size() - 1);
  }

  /** The pod spec that {@code path} is in, where it leads to or into one of its containers. */
  static JsonPath pod(JsonPath path) {
    List<Object> steps = path.steps();
    for (int i = steps.size() - 2; i >= 0; i--) {
      if (CONTAINER_LISTS.contains(steps.get(i)) && steps.get(i + 1) instanceof Integer) {
        return new JsonPath(steps.subList(0, i));
      }
    }
    // A field of the pod itself, or of its securityContext.
    int context = steps.lastIndexOf(CONTEXT);
    return new JsonPath(steps.subList(0, context < 0 ? steps.size() - 1 : context));
  }
}
