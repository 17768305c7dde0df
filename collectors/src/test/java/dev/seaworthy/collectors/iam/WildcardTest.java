package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest(name = "{0} covers {1}: {2}, may meet: {3}")
  @CsvSource({
    "s3:*, s3:Get*, true, true",
    "s3:Get*, s3:*, false, true",
    "s3:Get?, s3:Get*, false, true",
    "s3:*, iam:*, false, false",
    "*, anything, true, true",
    "a*b*c, axxbyyc, true, true",
    "a*b*c, axxbyy, false, false",
    "a*c, a*b*c, true, true",
    "abc, abc, true, true",
    "abc, abd, false, false",
    "*x, *y, false, true",
  })
  void patterns(String pattern, String other, boolean covers, boolean meet) {
    assertThat(Wildcard.covers(pattern, other)).isEqualTo(covers);
    assertThat(Wildcard.mayMeet(pattern, other)).isEqualTo(meet);
    assertThat(Wildcard.mayMeet(other, pattern)).isEqualTo(meet);
  }
}
