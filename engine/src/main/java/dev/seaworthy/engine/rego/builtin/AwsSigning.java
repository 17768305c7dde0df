package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.text.GoJsonWriter;
import dev.seaworthy.engine.rego.text.GoUrl;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Signs requests to Amazon's services; sends nothing. */
final class AwsSigning {
  private static final long NANOS = 1_000_000_000;
  private static final List<String> CONFIG =
      List.of("aws_access_key", "aws_region", "aws_secret_access_key", "aws_service");
  private static final Set<String> REQUEST =
      Set.of(
          "method",
          "url",
          "body",
          "enable_redirect",
          "force_json_decode",
          "force_yaml_decode",
          "headers",
          "raw_body",
          "tls_use_system_certs",
          "tls_ca_cert",
          "tls_ca_cert_file",
          "tls_ca_cert_env_variable",
          "tls_client_cert",
          "tls_client_cert_file",
          "tls_client_cert_env_variable",
          "tls_client_key",
          "tls_client_key_file",
          "tls_client_key_env_variable",
          "tls_insecure_skip_verify",
          "tls_server_name",
          "timeout",
          "cache",
          "force_cache",
          "force_cache_duration_seconds",
          "raise_error",
          "caching_mode",
          "max_retry_attempts",
          "cache_ignored_headers");

  private AwsSigning() {}

  static @Nullable Builtin find(String name) {
    return name.equals("providers.aws.sign_req") ? (Builtin.Three) AwsSigning::sign : null;
  }

  private static Value sign(Budget budget, Value requestOperand, Value configOperand, Value time) {
    ObjectValue request = Operands.object(requestOperand, 1);
    ObjectValue config = Operands.object(configOperand, 1);
    requireConfig(config);
    Instant instant = instant(time);
    requireRequest(request);
    Map<String, String> headers = headers(request);
    requireTexts(request, List.of("method", "url"), 1, "request");
    GoUrl url = GoUrl.parse(text(request, "url"));
    String body = body(request);
    budget.steps(body.length());
    budget.allocate(4L * body.length());
    AwsSignature signature =
        new AwsSignature(text(config, "aws_access_key"), text(config, "aws_secret_access_key"))
            .to(text(config, "aws_region"), text(config, "aws_service"))
            .at(instant)
            .withSession(text(config, "aws_session_token"));
    if (isPayloadUnsigned(config)) {
      signature.leavePayload();
    }
    Map<String, String> added = signature.sign(text(request, "method"), url, headers, body);
    ObjectValue all = new ObjectValue();
    headers.forEach((name, value) -> all.put(StringValue.of(name), StringValue.of(value)));
    added.forEach((name, value) -> all.put(StringValue.of(name), StringValue.of(value)));
    ObjectValue signed = request.copy();
    signed.put(StringValue.of("headers"), all.sort());
    return signed.sort();
  }

  private static void requireConfig(ObjectValue config) {
    SetValue missing = new SetValue();
    CONFIG.stream()
        .filter(name -> config.get(name) == null)
        .forEach(name -> missing.add(StringValue.of(name)));
    if (missing.size() > 0) {
      throw Operands.error(2, "missing required AWS config parameters(s): " + missing);
    }
    requireTexts(config, CONFIG, 2, "AWS config");
  }

  private static void requireTexts(
      ObjectValue object, List<String> names, int position, String what) {
    SetValue invalid = new SetValue();
    names.stream()
        .filter(name -> !(object.get(name) instanceof StringValue))
        .forEach(name -> invalid.add(StringValue.of(name)));
    if (invalid.size() > 0) {
      throw Operands.error(
          position, "invalid values for required %s parameters(s): %s".formatted(what, invalid));
    }
  }

  private static Instant instant(Value operand) {
    NumberValue time = Operands.number(operand, 1);
    if (!time.isInteger()) {
      throw Operands.error(3, "could not convert time_ns value into a unix timestamp");
    }
    long nanos = time.longValue();
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  private static void requireRequest(ObjectValue request) {
    SetValue invalid = new SetValue();
    for (int i = 0; i < request.size(); i++) {
      Value key = request.keyAt(i);
      if (!(key instanceof StringValue name) || !REQUEST.contains(name.text())) {
        invalid.add(key);
      }
    }
    if (invalid.size() > 0) {
      throw Operands.error(1, "invalid request parameters(s): " + invalid);
    }
    SetValue missing = new SetValue();
    for (String name : List.of("method", "url")) {
      if (request.get(name) == null) {
        missing.add(StringValue.of(name));
      }
    }
    if (missing.size() > 0) {
      throw Operands.error(1, "missing required request parameters(s): " + missing);
    }
  }

  private static Map<String, String> headers(ObjectValue request) {
    Map<String, String> headers = new TreeMap<>(StringValue::compare);
    Value value = request.get("headers");
    if (value != null) {
      ObjectValue object = Operands.object(value, 0);
      for (int i = 0; i < object.size(); i++) {
        headers.put(textOrNothing(object.keyAt(i)), textOrNothing(object.valueAt(i)));
      }
    }
    return headers;
  }

  private static String text(ObjectValue object, String name) {
    return textOrNothing(object.get(name));
  }

  private static String textOrNothing(@Nullable Value value) {
    return value instanceof StringValue text ? text.text() : "";
  }

  private static String body(ObjectValue request) {
    if (request.get("raw_body") != null) {
      return text(request, "raw_body");
    }
    Value body = request.get("body");
    return body == null ? "" : GoJsonWriter.text(body);
  }

  private static boolean isPayloadUnsigned(ObjectValue config) {
    Value value = config.get("disable_payload_signing");
    if (value == null) {
      return false;
    }
    if (value instanceof BooleanValue unsigned) {
      return unsigned.value();
    }
    throw Operands.error(2, "invalid value for 'disable_payload_signing' in AWS config");
  }
}
