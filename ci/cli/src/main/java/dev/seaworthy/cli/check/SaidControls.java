package dev.seaworthy.cli.check;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.admission.AdmissionReview;
import dev.seaworthy.admission.Modes;
import dev.seaworthy.admission.ObjectAnswers;
import dev.seaworthy.admission.ReviewReader;
import dev.seaworthy.admission.Rules;
import dev.seaworthy.admission.cel.AdmissionPolicies;
import dev.seaworthy.admission.cel.Saying;
import dev.seaworthy.admission.glass.BreakGlass;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.diff.Edition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what an API server can judge by itself of the controls that reviews are judged by. */
public final class SaidControls {
  /** A pod that nothing is wrong with: what is unknown of it is unknown of every one. */
  private static final String SAMPLE =
      """
      {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
        "uid": "sample", "operation": "CREATE", "namespace": "sample", "name": "sample",
        "kind": {"group": "", "version": "v1", "kind": "Pod"},
        "object": {"apiVersion": "v1", "kind": "Pod",
          "metadata": {"name": "sample", "namespace": "sample"},
          "spec": {"containers": [{"name": "sample", "image": "registry.example/sample:1"}]}}}}
      """;

  private final Setup setup;

  public SaidControls(Setup setup) {
    this.setup = setup;
  }

  /**
   * What becomes of each control.
   *
   * @param request what reviews are judged by
   * @param spared name spaces of which nothing is judged
   * @return in the order of the controls' ids
   */
  public List<Saying> of(ReviewerRequest request, List<String> spared)
      throws ConfigurationException, PolicyException {
    BundleLibrary library = new LibraryReader(setup).read(request.bundleNames(), request.outside());
    List<PolicyBundle> bundles =
        request.bundles().isEmpty() ? library.newest() : library.chosen(request.bundles());
    ParameterValues parameters =
        ParameterValues.of(bundles, new ParameterText(bundles).read(request.parameters()));
    Modes modes =
        request.modes().isPresent()
            ? ReviewerReader.modes(request.modes().get(), bundles)
            : Modes.DEFAULT;
    AdmissionPolicies policies =
        new AdmissionPolicies(
            parameters,
            modes,
            spared,
            new Known(new BundleArchives(setup, request.outside()), doubts(bundles, parameters)));
    List<Saying> sayings = new ArrayList<>();
    for (PolicyBundle bundle : bundles) {
      for (Control control : bundle.controls()) {
        sayings.add(policies.of(bundle, control));
      }
    }
    sayings.sort(Comparator.comparing(saying -> saying.control().id()));
    return sayings;
  }

  /** What the controls cannot tell of the sample, by control. */
  private Map<String, String> doubts(List<PolicyBundle> bundles, ParameterValues parameters)
      throws PolicyException {
    Rules rules =
        new Rules(
            bundles,
            parameters,
            Modes.DEFAULT,
            Optional.empty(),
            List.of(),
            new BreakGlass(List.of()));
    ObjectAnswers answers =
        new ObjectAnswers(
            setup.runtime().apply(RuntimeChoice.PLAN),
            rules,
            new KubernetesCollector(setup.salt().get()));
    Map<String, String> doubts = new HashMap<>();
    for (ObjectAnswers.Said said : answers.of(sample(), setup.console().clock().instant())) {
      said.doubts().stream()
          .findFirst()
          .ifPresent(doubt -> doubts.put(said.control().id(), doubt.problem().message()));
    }
    return doubts;
  }

  private static AdmissionReview sample() {
    try {
      return ReviewReader.read(SAMPLE.getBytes(StandardCharsets.UTF_8));
    } catch (AdmissionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What is known of the controls.
   *
   * @param doubts by control
   */
  private record Known(BundleArchives archives, Map<String, String> doubts)
      implements AdmissionPolicies.Insight {
    @Override
    public Digest rules(PolicyBundle bundle, Control control) throws PolicyException {
      byte[] archive =
          archives
              .find(bundle.digest())
              .orElseThrow(
                  () ->
                      new PolicyException(
                          "POLICY_LOST",
                          "the archive of policy `%s` is no longer there".formatted(bundle.name()),
                          "leave policy files alone meanwhile, and run the command again"));
      return Edition.of(bundle, ArchiveReader.read(archive, bundle.name())).code(control);
    }

    @Override
    public Optional<String> doubt(Control control) {
      return Optional.ofNullable(doubts.get(control.id()));
    }
  }
}
