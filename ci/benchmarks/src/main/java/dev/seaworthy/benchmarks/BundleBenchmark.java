package dev.seaworthy.benchmarks;

import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import dev.seaworthy.engine.policy.runtime.SingleRuntime;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import dev.seaworthy.engine.rego.wasm.WasmRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How often a second all controls of a bundle can be evaluated, JSON bytes in and findings out. */
@State(Scope.Thread)
public class BundleBenchmark {
  private static final long NOW = 1_795_521_600L;

  @Param({"supply-chain", "kubernetes", "tls", "iam", "network"})
  public String bundle = "kubernetes";

  private PreparedPolicy policy = (entrypoints, input) -> Map.of();
  private List<String> entrypoints = List.of();
  private CanonicalJson input = CanonicalJson.of(Map.of());

  @Setup
  public void prepare() throws PolicyException {
    BundleIndex index =
        BundleIndex.open(BundleStore.builtIn(BundleBenchmark.class.getClassLoader()));
    PolicyBundle loaded = index.load(index.find(bundle).orElseThrow());
    policy = new SingleRuntime(new WasmRuntime(Limits.DEFAULT, CodeCache.NONE)).prepare(loaded);
    entrypoints = loaded.controls().stream().map(Control::entrypoint).toList();
    input = input(loaded);
  }

  @Benchmark
  public Map<String, PreparedPolicy.Answer> allControls() {
    return policy.evaluate(entrypoints, Input.of(input));
  }

  /** One Deployment, in the place where controls of either scope look for it. */
  private static CanonicalJson input(PolicyBundle bundle) {
    Map<String, Object> content =
        Map.of("manifest", deployment(), "podPath", List.of("spec", "template", "spec"));
    Map<String, Object> subject =
        Map.of("kind", "Deployment", "namespace", "harbor", "name", "web");
    Map<String, List<Object>> evidence = new TreeMap<>();
    bundle
        .controls()
        .forEach(
            one ->
                one.kinds().forEach(kind -> evidence.put(EvidencePattern.kindIn(kind), List.of())));
    evidence.put(
        "kubernetes/workload",
        List.of(
            Map.of(
                "id", 0, "subject", subject, "source", Map.of("file", "a"), "content", content)));
    Map<String, Object> parameters = new TreeMap<>();
    for (Parameter parameter : bundle.parameters()) {
      parameters.put(parameter.name(), parameter.defaultValue());
    }
    Map<String, Object> input = new TreeMap<>();
    input.put("now", NOW);
    input.put("release", Map.of());
    input.put("parameters", parameters);
    input.put("kind", "kubernetes/workload");
    input.put("subject", subject);
    input.put("object", content);
    input.put("evidence", evidence);
    return CanonicalJson.of(input);
  }

  private static Map<String, Object> deployment() {
    List<Object> containers = new ArrayList<>();
    for (String name : List.of("web", "metrics")) {
      containers.add(
          Map.of(
              "name", name,
              "image", "registry.example/erp/" + name + ":18.0@sha256:" + "0".repeat(64),
              "ports", List.of(Map.of("name", "http", "containerPort", 8069)),
              "resources",
                  Map.of("requests", Map.of("cpu", "1"), "limits", Map.of("memory", "1Gi")),
              "securityContext", Map.of("privileged", false)));
    }
    Map<String, Object> labels = Map.of("app.kubernetes.io/name", "web");
    return Map.of(
        "apiVersion",
        "apps/v1",
        "kind",
        "Deployment",
        "metadata",
        Map.of("name", "web", "namespace", "harbor", "labels", labels),
        "spec",
        Map.of(
            "replicas", 3,
            "selector", Map.of("matchLabels", labels),
            "template",
                Map.of(
                    "metadata", Map.of("labels", labels),
                    "spec", Map.of("containers", containers))));
  }
}
