package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseExpressionTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "MIT | [[MIT]]",
        "mit | [[MIT]]",
        "MIT AND Apache-2.0 | [[Apache-2.0, MIT]]",
        "MIT or Apache-2.0 | [[MIT], [Apache-2.0]]",
        "MIT OR BSD-3-Clause AND ISC | [[MIT], [BSD-3-Clause, ISC]]",
        "(MIT OR BSD-3-Clause) AND ISC | [[ISC, MIT], [BSD-3-Clause, ISC]]",
        "GPL-2.0-only WITH Classpath-exception-2.0 OR MIT | [[GPL-2.0-only WITH Classpath-exception-2.0], [MIT]]",
        "GPL-2.0+ | [[GPL-2.0-or-later]]",
        "Apache-2.0+ | [[Apache-2.0+]]",
        "GPL v3 | [[GPL-3.0-only]]",
        "The Apache License, Version 2.0 | [[Apache-2.0]]",
        "LicenseRef-RSALv2 OR SSPL-1.0 | [[LicenseRef-RSALv2], [SSPL-1.0]]",
        "DocumentRef-a:LicenseRef-b | [[DocumentRef-a:LicenseRef-b]]",
        "LicenseRef-known AND MIT | [[MIT, PostgreSQL]]",
      })
  void theChoicesOfAnExpression(String text, String choices) {
    LicenseExpression read = LicenseExpression.of(text, Map.of("LicenseRef-known", "PostgreSQL"));
    assertThat(read.choices()).hasToString(choices);
    assertThat(read.unrecognised()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Ours | [[Ours]] | [Ours]",
        "MIT OR Ours | [[MIT], [Ours]] | [Ours]",
        "BSD-like terms | [[BSD-like terms]] | [BSD-like terms]",
        "MIT AND | [[MIT AND]] | [MIT AND]",
        "(MIT | [[(MIT]] | [(MIT]",
        "MIT OR OR ISC | [[MIT OR OR ISC]] | [MIT OR OR ISC]",
        "MIT WITH (ISC) | [[MIT WITH (ISC)]] | [MIT WITH (ISC)]",
      })
  void whatIsNoExpressionIsOneNameThatNobodyKnows(String text, String choices, String names) {
    LicenseExpression read = LicenseExpression.of(text, Map.of());
    assertThat(read.choices()).hasToString(choices);
    assertThat(read.unrecognised()).hasToString(names);
  }

  @Test
  void hostileExpressionsAreBounded() {
    String many = "(MIT OR ISC)" + " AND (MIT OR Zlib OR PostgreSQL)".repeat(40);
    for (String text : List.of(many, "(".repeat(2000) + "MIT" + ")".repeat(2000))) {
      assertThat(LicenseExpression.of(text, Map.of()).choices()).hasSizeLessThanOrEqualTo(64);
    }
  }
}
