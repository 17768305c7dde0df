package dev.seaworthy.engine.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * Keys in a PKCS#12 file (RFC 7292), read by the JDK, which takes no more than five million
 * iterations.
 */
public final class Pkcs12 {
  private static final int VERSION = 3;

  private Pkcs12() {}

  /** Whether a file is PKCS#12 and not another thing in DER. */
  public static boolean is(byte[] file) {
    try {
      ASN1Sequence pfx = ASN1Sequence.getInstance(file);
      return pfx.size() >= 2
          && pfx.getObjectAt(0) instanceof ASN1Integer version
          && version.hasValue(VERSION);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * A key of a file.
   *
   * @param alias names the entry; empty where there is one
   * @throws KeyException if there is no such key or the password is another one; the message never
   *     holds either
   */
  public static SigningKey read(byte[] file, char[] password, String alias) throws KeyException {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(CharBuffer.wrap(password))) {
      throw new KeyException(
          "the password of the PKCS#12 file is not ASCII, and programs encode others differently");
    }
    KeyStore store = opened(file, password);
    try {
      Key key = store.getKey(entry(store, alias), password);
      byte[] der = key == null ? null : key.getEncoded();
      if (der == null) {
        throw new KeyException("the PKCS#12 file gives no private key");
      }
      return SigningKey.fromPkcs8(der);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyException(
          "the key in the PKCS#12 file cannot be read: it is of a kind that is not known, or under"
              + " another password");
    }
  }

  private static KeyStore opened(byte[] file, char[] password) throws KeyException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), password);
      return store;
    } catch (IOException e) {
      throw new KeyException(
          e.getCause() instanceof UnrecoverableKeyException
              ? "the password is wrong, or the PKCS#12 file is damaged"
              : "the PKCS#12 file is damaged, or protected in a way that is not taken");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyException("the PKCS#12 file is protected in a way that is not taken");
    }
  }

  private static String entry(KeyStore store, String alias)
      throws GeneralSecurityException, KeyException {
    List<String> keys = new ArrayList<>();
    for (String one : Collections.list(store.aliases())) {
      if (store.isKeyEntry(one)) {
        keys.add(one);
      }
    }
    Collections.sort(keys);
    if (alias.isEmpty() && keys.size() == 1) {
      return keys.get(0);
    }
    // The JDK compares aliases without regard to case.
    for (String one : keys) {
      if (one.equalsIgnoreCase(alias)) {
        return one;
      }
    }
    throw new KeyException(
        keys.isEmpty()
            ? "the PKCS#12 file holds no private key"
            : "name one of its keys after `#`: `%s`".formatted(String.join("`, `", keys)));
  }
}
