package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RbacIdentityTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "user:anna                 | anna                        | system:authenticated",
        "user:system:anonymous     | system:anonymous            | system:unauthenticated",
        "serviceaccount:ns/app     | system:serviceaccount:ns:app"
            + " | system:authenticated, system:serviceaccounts, system:serviceaccounts:ns",
        "group:ops                 | ''                          | ops, system:authenticated",
        "group:system:unauthenticated | ''                       | system:unauthenticated",
        "group:system:serviceaccounts:ns | ''"
            + " | system:authenticated, system:serviceaccounts, system:serviceaccounts:ns",
      })
  void impliesTheGroupsThatTheServerImplies(String text, String user, String groups) {
    RbacIdentity identity = RbacIdentity.parse(text).orElseThrow();
    assertThat(identity.user()).isEqualTo(user);
    assertThat(String.join(", ", identity.groups())).isEqualTo(groups);
    assertThat(identity).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "user:",
        "role:x",
        "serviceaccount:app",
        "serviceaccount:/app",
        "serviceaccount:ns/",
        "serviceaccount:ns/a/b"
      })
  void otherTextIsNobody(String text) {
    assertThat(RbacIdentity.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user:system:serviceaccount:ns:app"})
  void theUserOfAnAccountIsTheAccount(String text) {
    assertThat(RbacIdentity.parse(text)).contains(RbacIdentity.serviceAccount("ns", "app"));
  }
}
