package dev.seaworthy.benchmarks.rego;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import java.nio.charset.StandardCharsets;

/** Evaluates by opa-java-wasm, a host for the same WebAssembly on the same runtime as ours. */
final class PeerEvaluation implements Evaluation {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What its answers are wrapped in, where a rule is defined. */
  private static final String BEFORE = "[{\"result\":";

  private static final String AFTER = "}]";

  private final OpaPolicy policy;
  private final String json;
  private final JsonNode parsed;

  private PeerEvaluation(OpaPolicy policy, String json, JsonNode parsed) {
    this.policy = policy;
    this.json = json;
    this.parsed = parsed;
  }

  static Evaluation open(Workload workload) {
    String input = new String(workload.input().bytes(), StandardCharsets.UTF_8);
    // Without a mapper for YAML it asks for a library that no policy here needs.
    OpaPolicy policy =
        OpaPolicy.builder()
            .withJsonMapper(MAPPER)
            .withYamlMapper(MAPPER)
            .withPolicy(workload.module().wasm())
            .build()
            .data(new String(workload.module().data().bytes(), StandardCharsets.UTF_8))
            .entrypoint(Workload.ENTRYPOINT);
    try {
      return new PeerEvaluation(policy, input, MAPPER.readTree(input));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the input was read before", e);
    }
  }

  @Override
  public byte[] fromJson() {
    return result(policy.evaluate(json));
  }

  @Override
  public byte[] fromParsed() {
    return result(policy.evaluate(parsed));
  }

  private static byte[] result(String answer) {
    if (!answer.startsWith(BEFORE)) {
      throw new IllegalStateException("the rule is undefined");
    }
    return answer
        .substring(BEFORE.length(), answer.length() - AFTER.length())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // Nothing of it outlives its memory.
  }
}
