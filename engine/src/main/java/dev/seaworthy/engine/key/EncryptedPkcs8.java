package dev.seaworthy.engine.key;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * PKCS#8 under a password: an EncryptedPrivateKeyInfo (RFC 5958) by PBES2 (RFC 8018), with PBKDF2
 * or scrypt (RFC 7914) and AES in CBC mode. Older schemes are refused.
 */
public final class EncryptedPkcs8 {
  static final String PEM_TYPE = "ENCRYPTED PRIVATE KEY";

  /** What we write; reading takes some tenths of a second. */
  private static final int ITERATIONS = 600_000;

  /** More would keep a machine busy rather than an attacker out. */
  private static final int MOST_ITERATIONS = 10_000_000;

  private static final long MOST_SCRYPT_BYTES = 256L << 20;
  private static final int MOST_SCRYPT_LANES = 16;
  private static final int SCRYPT_BLOCK_BYTES = 128;
  private static final int AES_256 = 32;
  private static final int BLOCK = 16;

  private static final Map<ASN1ObjectIdentifier, Integer> CIPHERS =
      Map.of(
          NISTObjectIdentifiers.id_aes128_CBC, 16,
          NISTObjectIdentifiers.id_aes192_CBC, 24,
          NISTObjectIdentifiers.id_aes256_CBC, AES_256);

  private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> DIGESTS =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new);

  private EncryptedPkcs8() {}

  /** Whether a PEM text begins with a key under a password. */
  public static boolean isIn(String pem) {
    return pem.stripLeading().startsWith("-----BEGIN " + PEM_TYPE + "-----");
  }

  /**
   * The key as PKCS#8 in DER.
   *
   * @throws KeyException if it cannot be read or the password is another one; the message never
   *     holds either
   */
  public static byte[] decrypt(String pem, char[] password) throws KeyException {
    byte[] der = Pem.read(pem, PEM_TYPE);
    EncryptedPrivateKeyInfo info;
    PBES2Parameters scheme;
    try {
      info = EncryptedPrivateKeyInfo.getInstance(der);
      ASN1ObjectIdentifier used = info.getEncryptionAlgorithm().getAlgorithm();
      if (!used.equals(PKCSObjectIdentifiers.id_PBES2)) {
        throw unknown("scheme", used);
      }
      scheme = PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
    } catch (RuntimeException e) {
      throw new KeyException("the private key is not encrypted PKCS#8");
    }
    return decrypt(info, scheme, password);
  }

  private static byte[] decrypt(
      EncryptedPrivateKeyInfo info, PBES2Parameters scheme, char[] password) throws KeyException {
    ASN1ObjectIdentifier cipher = scheme.getEncryptionScheme().getAlgorithm();
    Integer bytes = CIPHERS.get(cipher);
    if (bytes == null) {
      throw unknown("cipher", cipher);
    }
    byte[] key = derived(scheme.getKeyDerivationFunc(), password, bytes);
    try {
      byte[] iv =
          ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters()).getOctets();
      byte[] clear = crypted(false, key, iv, info.getEncryptedData());
      // The padding of a wrong key fits once in 256 times.
      PrivateKeyInfo.getInstance(clear);
      return clear;
    } catch (CryptoException | RuntimeException e) {
      // Bad padding is how a wrong key mostly shows.
      throw new KeyException("the password is wrong, or the key is damaged");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** The key in PEM under a password, as OpenSSL reads it too. */
  public static String encrypt(byte[] pkcs8, char[] password, SecureRandom random) {
    byte[] salt = new byte[BLOCK];
    byte[] iv = new byte[BLOCK];
    random.nextBytes(salt);
    random.nextBytes(iv);
    AlgorithmIdentifier prf = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256);
    PBKDF2Params parameters = new PBKDF2Params(salt, ITERATIONS, AES_256, prf);
    try {
      byte[] key = pbkdf2(parameters, new SHA256Digest(), password, AES_256);
      PBES2Parameters scheme =
          new PBES2Parameters(
              new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, parameters),
              new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
      EncryptedPrivateKeyInfo info =
          new EncryptedPrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme),
              crypted(true, key, iv, pkcs8));
      return Pem.write(PEM_TYPE, info.getEncoded());
    } catch (CryptoException | IOException e) {
      throw new IllegalStateException("encrypting in memory cannot fail", e);
    }
  }

  /** The same with no password: keep the file readable by its owner alone. */
  public static String inClear(byte[] pkcs8) {
    return Pem.write("PRIVATE KEY", pkcs8);
  }

  private static byte[] derived(KeyDerivationFunc function, char[] password, int bytes)
      throws KeyException {
    ASN1ObjectIdentifier used = function.getAlgorithm();
    try {
      if (used.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
        return pbkdf2(PBKDF2Params.getInstance(function.getParameters()), password, bytes);
      }
      if (used.equals(MiscObjectIdentifiers.id_scrypt)) {
        return scrypt(ScryptParams.getInstance(function.getParameters()), password, bytes);
      }
    } catch (RuntimeException e) {
      throw new KeyException("the private key is not encrypted PKCS#8");
    }
    throw unknown("derivation of keys", used);
  }

  private static byte[] pbkdf2(PBKDF2Params parameters, char[] password, int bytes)
      throws KeyException {
    Supplier<Digest> digest = DIGESTS.get(parameters.getPrf().getAlgorithm());
    if (digest == null) {
      throw unknown("digest", parameters.getPrf().getAlgorithm());
    }
    requireBetween(parameters.getIterationCount(), MOST_ITERATIONS, "iterations");
    return pbkdf2(parameters, digest.get(), password, bytes);
  }

  private static byte[] pbkdf2(PBKDF2Params parameters, Digest digest, char[] password, int bytes) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
    generator.init(
        utf8(password), parameters.getSalt(), parameters.getIterationCount().intValueExact());
    return ((KeyParameter) generator.generateDerivedParameters(8 * bytes)).getKey();
  }

  private static byte[] scrypt(ScryptParams parameters, char[] password, int bytes)
      throws KeyException {
    requireBetween(parameters.getBlockSize(), MOST_SCRYPT_BYTES, "blocks of scrypt");
    requireBetween(parameters.getParallelizationParameter(), MOST_SCRYPT_LANES, "lanes of scrypt");
    requireBetween(
        parameters
            .getCostParameter()
            .multiply(parameters.getBlockSize())
            .multiply(BigInteger.valueOf(SCRYPT_BLOCK_BYTES)),
        MOST_SCRYPT_BYTES,
        "bytes of memory for scrypt");
    return SCrypt.generate(
        utf8(password),
        parameters.getSalt(),
        parameters.getCostParameter().intValueExact(),
        parameters.getBlockSize().intValueExact(),
        parameters.getParallelizationParameter().intValueExact(),
        bytes);
  }

  private static byte[] crypted(boolean encrypt, byte[] key, byte[] iv, byte[] data)
      throws CryptoException {
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()));
    cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
    byte[] out = new byte[cipher.getOutputSize(data.length)];
    int length = cipher.processBytes(data, 0, data.length, out, 0);
    length += cipher.doFinal(out, length);
    return Arrays.copyOf(out, length);
  }

  private static byte[] utf8(char[] password) {
    java.nio.ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private static void requireBetween(BigInteger number, long most, String what)
      throws KeyException {
    if (number.signum() <= 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new KeyException("the key asks for %s; 1 to %d are allowed".formatted(what, most));
    }
  }

  private static KeyException unknown(String what, ASN1ObjectIdentifier used) {
    return new KeyException(
        "the key is encrypted by a %s that is not taken, `%s`".formatted(what, used));
  }
}
