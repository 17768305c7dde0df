package dev.seaworthy.engine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys under a password come back by it, and by no other. */
class EncryptedPkcs8Test {
  private static final char[] PASSWORD = "Ahoi".toCharArray();

  @Test
  void aKeyComesBackByItsPasswordAlone() throws KeyException {
    byte[] key = SigningKey.generate(new SecureRandom()).toPkcs8();
    String pem = EncryptedPkcs8.encrypt(key, PASSWORD, new SecureRandom());
    assertThat(EncryptedPkcs8.isIn(pem)).isTrue();
    assertThat(EncryptedPkcs8.decrypt(pem, PASSWORD)).isEqualTo(key);
    assertThatThrownBy(() -> EncryptedPkcs8.decrypt(pem, "ahoi".toCharArray()))
        .isInstanceOf(KeyException.class)
        .hasMessage("the password is wrong, or the key is damaged");
  }

  @ParameterizedTest(name = "scrypt N={0} r={1} p={2}")
  @CsvSource({
    "1048576, 8, 1, bytes of memory",
    "16384, 8, 17, lanes",
    "16384, 0, 1, blocks",
    "16384, 1000000000, 1, blocks",
    "0, 8, 1, bytes of memory",
    "3, 8, 1, not encrypted PKCS#8"
  })
  void costsOutOfBoundsAreRefusedBeforeTheyArePaid(int n, int r, int p, String why)
      throws IOException {
    PBES2Parameters scheme =
        new PBES2Parameters(
            new KeyDerivationFunc(
                MiscObjectIdentifiers.id_scrypt, new ScryptParams(new byte[16], n, r, p)),
            new EncryptionScheme(
                NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
    byte[] der =
        new EncryptedPrivateKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme), new byte[32])
            .getEncoded();
    String pem = Pem.write(EncryptedPkcs8.PEM_TYPE, der);
    assertThatThrownBy(() -> EncryptedPkcs8.decrypt(pem, PASSWORD))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining(why);
  }
}
