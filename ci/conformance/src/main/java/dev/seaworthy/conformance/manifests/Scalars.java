package dev.seaworthy.conformance.manifests;

import java.util.List;
import java.util.Random;

/** Makes scalars: words, numbers, times, and what looks like them. */
final class Scalars {
  private static final List<String> KNOWN =
      List.of(
          "yes",
          "No",
          "ON",
          "off",
          "y",
          "n",
          "Y",
          "N",
          "true",
          "False",
          "tRue",
          "~",
          "null",
          "Null",
          "''",
          "'yes'",
          "\"0644\"",
          "0644",
          "0o644",
          "0O17",
          "08",
          "09.5",
          "0x1F",
          "0XfF",
          "0b11",
          "0B1",
          "0b12",
          "1_000",
          "-1_0",
          "_1",
          "1_",
          "+12",
          "-0",
          "-0.0",
          "1.",
          ".5",
          "+.5",
          "-.5e3",
          "1e3",
          "1E-2",
          "1.5e+3",
          "1e400",
          "-1e400",
          "1e-400",
          "4.9e-324",
          "1e21",
          "123456789012345680",
          "9007199254740991",
          "9007199254740992",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "18446744073709551615",
          "18446744073709551616",
          "100000000000000000000",
          "0x7fffffffffffffff",
          "0xffffffffffffffff",
          "0777777777777777777777",
          "-0x1",
          "-0644",
          "-0b1",
          "+0x1",
          "0x",
          "0b",
          "0o",
          "00",
          "0_",
          "0_7",
          "0x_1",
          ".inf",
          "-.INF",
          "+.Inf",
          ".nan",
          ".NaN",
          "inf",
          "NaN",
          "nan",
          "Infinity",
          "2001-01-01",
          "2001-1-1",
          "2001-12-14t21:59:43.10-05:00",
          "2001-12-14 21:59:43.10 -5",
          "190:20:30",
          "1:2",
          "12:30:45.6",
          "1.2.3",
          "100m",
          "1Gi",
          "0.1",
          "3.0",
          "1.10",
          "1e5",
          "0e0",
          "1e",
          "e1",
          "0x1p4",
          "1,000",
          "+",
          "-",
          "--",
          ".",
          "..",
          "<",
          "=",
          "<<",
          "_",
          "a b",
          "a:b",
          "a#b",
          "1 2",
          "v1",
          "\"\"",
          "'a'",
          "\"a\\nb\"",
          "0.30000000000000004");
  private static final List<String> JSON =
      List.of(
          "1",
          "-1",
          "0",
          "-0",
          "1.0",
          "1.5",
          "1e3",
          "1E+2",
          "1e21",
          "1e400",
          "0.1",
          "1e-7",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "100000000000000000000",
          "true",
          "false",
          "null",
          "\"\"",
          "\"a\\tb\"",
          "\"\\u00e9\"",
          "\"\\ud83d\\ude00\"",
          "\"\\ud800\"",
          "\"yes\"",
          "\"0644\"",
          "[]",
          "{}",
          "[1,\"2\",null]",
          "{\"a\":1,\"a\":2}",
          "{\"\":1}",
          "01",
          "+1",
          ".5",
          "1.",
          "yes",
          "'a'",
          "\"a\\/b\"",
          "\"\u2028\"",
          "NaN",
          "[1,]",
          "{\"a\":1,}",
          "\"a\nb\"",
          "\"a\tb\"");

  private final Random random;

  Scalars(Random random) {
    this.random = random;
  }

  /** Any scalar, in block or flow style. */
  String any() {
    return random.nextInt(3) == 0 ? letters() : oneOf(KNOWN);
  }

  /** A scalar that may stand in a flow mapping. */
  String plain() {
    String scalar = any();
    return scalar.matches("[A-Za-z0-9_.+'\"-]+") ? scalar : "p";
  }

  /** A JSON value, or something that JSON forbids. */
  String json() {
    return oneOf(JSON);
  }

  private String letters() {
    String from = "0123456789012345678901.eE+_xob-:yYnNo~tfaF";
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
