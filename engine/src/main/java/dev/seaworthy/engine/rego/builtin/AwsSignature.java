package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.pki.Hash;
import dev.seaworthy.engine.rego.text.GoUrl;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.StringValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Amazon's signature, version 4: a keyed hash over the request in one canonical form.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
final class AwsSignature {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Headers that proxies may change on the way. */
  private static final Set<String> UNSIGNED =
      Set.of("authorization", "user-agent", "x-amzn-trace-id");

  private final String accessKey;
  private final String secretKey;
  private String region = "";
  private String service = "";
  private String sessionToken = "";
  private Instant time = Instant.EPOCH;
  private boolean leavesPayload;

  AwsSignature(String accessKey, String secretKey) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  AwsSignature to(String toRegion, String toService) {
    region = toRegion;
    service = toService;
    return this;
  }

  AwsSignature at(Instant instant) {
    time = instant;
    return this;
  }

  AwsSignature withSession(String token) {
    sessionToken = token;
    return this;
  }

  /** Leaves the payload out of what is signed. */
  void leavePayload() {
    leavesPayload = true;
  }

  /** The headers that make the request a signed one. */
  Map<String, String> sign(String method, GoUrl url, Map<String, String> headers, String body) {
    String payload = leavesPayload ? "UNSIGNED-PAYLOAD" : digest(body);
    Map<String, String> added = new TreeMap<>(StringValue::compare);
    added.put("host", url.host());
    added.put("x-amz-date", SECOND.format(time));
    if (service.equals("s3") || service.equals("glacier")) {
      added.put("x-amz-content-sha256", payload);
    }
    if (!sessionToken.isEmpty()) {
      added.put("x-amz-security-token", sessionToken);
    }
    Map<String, String> signed = new TreeMap<>(StringValue::compare);
    signed.putAll(added);
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!UNSIGNED.contains(lower)) {
            signed.put(lower, value);
          }
        });
    StringBuilder canonical = new StringBuilder();
    canonical.append(method).append('\n');
    canonical.append(url.escapedPath()).append('\n');
    canonical.append(url.query()).append('\n');
    signed.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
    String names = String.join(";", signed.keySet());
    canonical.append('\n').append(names).append('\n').append(payload);
    added.put("Authorization", authorization(names, canonical.toString()));
    return added;
  }

  private String authorization(String names, String canonical) {
    String scope = DAY.format(time) + "/" + region + "/" + service + "/aws4_request";
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", SECOND.format(time), scope, digest(canonical));
    byte[] key = bytes("AWS4" + secretKey);
    for (String part : List.of(DAY.format(time), region, service, "aws4_request")) {
      key = mac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=%s,Signature=%s"
        .formatted(accessKey, scope, names, HexFormat.of().formatHex(mac(key, toSign)));
  }

  private static byte[] mac(byte[] key, String text) {
    return Hash.SHA256.mac(key, bytes(text));
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(Hash.SHA256.digest(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return Bytes.of(text);
  }
}
