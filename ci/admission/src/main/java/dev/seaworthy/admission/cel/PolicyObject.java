package dev.seaworthy.admission.cel;

import com.google.common.collect.ImmutableMap;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ValidatingAdmissionPolicy of one control for the objects that keep their pods in one place.
 *
 * @param parameters values of the bundle's parameters
 * @param spared name spaces of which nothing is judged
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">
 *     Validating admission policy</a>
 */
record PolicyObject(
    PolicyBundle bundle,
    Control control,
    CelControl said,
    PodPlace place,
    CanonicalJson parameters,
    List<String> spared) {
  static final String API_VERSION = "admissionregistration.k8s.io/v1";

  private static final String NOT_A_KUBELET = "!(\"system:nodes\" in request.userInfo.groups)";

  /** Kubernetes' own label of each name space. */
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  String name() {
    return "seaworthy-%s-%s".formatted(control.id().toLowerCase(Locale.ROOT), place.id());
  }

  Map<String, Object> tree() {
    Map<String, Object> spec = new LinkedHashMap<>();
    // An error is none of the control's answers: what it cannot compute it lets no one pass by.
    spec.put("failurePolicy", "Fail");
    spec.put("matchConstraints", constraints());
    spec.put("matchConditions", List.of(named("not-a-kubelet", NOT_A_KUBELET)));
    spec.put("variables", variables());
    spec.put("validations", said.said().stream().map(this::validation).toList());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", API_VERSION);
    tree.put("kind", "ValidatingAdmissionPolicy");
    tree.put("metadata", ImmutableMap.of("name", name(), "annotations", annotations()));
    tree.put("spec", spec);
    return tree;
  }

  private Map<String, Object> annotations() {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put("admission.seaworthy.dev/bundle", bundle.name() + "@" + bundle.version());
    annotations.put("admission.seaworthy.dev/bundle-digest", bundle.digest().toString());
    annotations.put("admission.seaworthy.dev/control", control.id());
    annotations.put("admission.seaworthy.dev/proven-rules", said.rules().toString());
    return annotations;
  }

  private Map<String, Object> constraints() {
    Map<String, Object> constraints = new LinkedHashMap<>();
    constraints.put("matchPolicy", "Equivalent");
    constraints.put("namespaceSelector", selector("NotIn", spared));
    constraints.put("resourceRules", place.rules());
    return constraints;
  }

  /** Chooses name spaces by their names. */
  static Map<String, Object> selector(String operator, List<String> namespaces) {
    return Map.of(
        "matchExpressions",
        List.of(ImmutableMap.of("key", NAME_LABEL, "operator", operator, "values", namespaces)));
  }

  private List<Map<String, Object>> variables() {
    List<Map<String, Object>> variables = new ArrayList<>();
    control
        .parameters()
        .forEach(name -> variables.add(named(name, parameters.node().path(name).toString())));
    said.settings().forEach((name, text) -> variables.add(named(name, text)));
    CelText after = CelText.ofNew(control, said, place);
    CelText before = CelText.ofOld(control, said, place);
    after.facts().forEach((name, text) -> variables.add(named(name, text)));
    before.facts().forEach((name, text) -> variables.add(named(name, text)));
    for (String rule : said.said()) {
      variables.add(named(variable(rule), after.found(rule)));
      variables.add(
          named(
              CelText.BEFORE + variable(rule),
              "request.operation == \"UPDATE\" ? %s : []".formatted(before.found(rule))));
    }
    return variables;
  }

  /** What was wrong with the old object already refuses nothing. */
  private Map<String, Object> validation(String rule) {
    String found = "variables." + variable(rule);
    String before = "variables." + CelText.BEFORE + variable(rule);
    String fix = CelMessage.generally(said.rule(control, rule).fix());
    String about = "%s (%s): ".formatted(control.id(), control.title());
    String mend = "; mend: " + fix;
    Map<String, Object> validation = new LinkedHashMap<>();
    validation.put("expression", "%s.all(f, f in %s)".formatted(found, before));
    // As the webhook refuses; by itself it would be `Invalid`.
    validation.put("reason", "Forbidden");
    validation.put("message", about + rule + mend);
    validation.put(
        "messageExpression",
        "%s + %s.filter(f, !(f in %s)).join(\"; \") + %s"
            .formatted(CelMessage.quoted(about), found, before, CelMessage.quoted(mend)));
    return validation;
  }

  private static String variable(String rule) {
    String words = rule.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return "found_" + words.replaceAll("^_|_$", "");
  }

  private static Map<String, Object> named(String name, String expression) {
    return ImmutableMap.of("name", name, "expression", expression);
  }
}
