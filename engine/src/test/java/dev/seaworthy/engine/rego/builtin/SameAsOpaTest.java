package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SameAsOpaTest {
  static Stream<RecordedCalls.Call> calls() {
    return Stream.of(
            "certificates.jsonl",
            "tokens.jsonl",
            "schemas.jsonl",
            "aws.jsonl",
            "graphql.jsonl",
            "yaml.jsonl",
            "graphql-validation.jsonl")
        .flatMap(RecordedCalls::in);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void weAnswerAsOpaDoes(RecordedCalls.Call call) {
    assertThat(call.ours()).isEqualTo(call.answer());
  }
}
