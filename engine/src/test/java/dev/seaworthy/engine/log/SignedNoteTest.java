package dev.seaworthy.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.engine.key.SigningKey;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final SigningKey KEY = SigningKey.generate(new SecureRandom());

  @Test
  void bitsThatStandForNothingMustNotBeSet() throws LogException {
    // Signatures differ in length: one in two leaves bits of its last character over.
    String note =
        Stream.iterate(0, i -> i + 1)
            .map(i -> SignedNote.sign("harbor\n" + i + "\n", "harbor", KEY))
            .filter(one -> one.endsWith("=\n"))
            .findFirst()
            .orElseThrow();
    assertThat(SignedNote.verified(note, KEY.verificationKey())).startsWith("harbor\n");
    int last = note.indexOf('=') - 1;
    char other = BASE64.charAt(BASE64.indexOf(note.charAt(last)) + 1);
    String changed = note.substring(0, last) + other + note.substring(last + 1);
    assertThatThrownBy(() -> SignedNote.verified(changed, KEY.verificationKey()))
        .isInstanceOf(LogException.class);
  }
}
