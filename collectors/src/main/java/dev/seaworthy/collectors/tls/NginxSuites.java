package dev.seaworthy.collectors.tls;

import com.google.common.base.Splitter;
import dev.seaworthy.collectors.tls.probe.CipherSuite;
import dev.seaworthy.collectors.tls.probe.CipherSuites;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSSL's names of cipher suites. What its words of groups stand for depends on its build. */
final class NginxSuites {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:(ECDHE-ECDSA|ECDHE-RSA|DHE-RSA|DHE-DSS)-)?"
              + "(AES128|AES256|CAMELLIA128|CAMELLIA256|CHACHA20|DES-CBC3)"
              + "-(GCM-SHA256|GCM-SHA384|SHA|SHA256|SHA384|POLY1305|CCM|CCM8)");

  private static final Map<String, String> CIPHERS =
      Map.of(
          "AES128", "AES_128",
          "AES256", "AES_256",
          "CAMELLIA128", "CAMELLIA_128",
          "CAMELLIA256", "CAMELLIA_256",
          "DES-CBC3", "3DES_EDE",
          "CHACHA20", "CHACHA20");

  private NginxSuites() {}

  /** The suites that {@code list} names; empty where a word of it is no suite's name. */
  static Optional<List<String>> of(String list) {
    List<String> suites = new ArrayList<>();
    for (String word : Splitter.on(Pattern.compile("[:, ]")).omitEmptyStrings().split(list)) {
      Optional<String> suite = suite(word);
      if (suite.isEmpty()) {
        return Optional.empty();
      }
      suites.add(suite.get());
    }
    return suites.isEmpty() ? Optional.empty() : Optional.of(suites);
  }

  private static Optional<String> suite(String word) {
    Matcher name = NAME.matcher(word);
    if (!name.matches()) {
      return CipherSuites.named(word).map(CipherSuite::name);
    }
    String exchange = name.group(1) == null ? "RSA" : name.group(1).replace('-', '_');
    String cipher = String.valueOf(CIPHERS.get(name.group(2)));
    return CipherSuites.named("TLS_" + exchange + "_WITH_" + cipher + mode(name.group(3)))
        .map(CipherSuite::name);
  }

  private static String mode(String end) {
    return switch (end) {
      case "POLY1305" -> "_POLY1305_SHA256";
      case "CCM8" -> "_CCM_8";
      case "SHA", "SHA256", "SHA384" -> "_CBC_" + end.toUpperCase(Locale.ROOT);
      default -> "_" + end.replace('-', '_');
    };
  }
}
