package dev.seaworthy.collectors.x509;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** How long keys may be derived from passwords: a store tells itself how often to hash. */
final class DerivationBudget {
  /** Above what anybody recommends, and still a matter of a second or two. */
  private static final int MAX_ITERATIONS = 2_000_000;

  private long left = MAX_ITERATIONS;

  /** Takes one derivation by {@code algorithm} from what is left. */
  void spend(AlgorithmIdentifier algorithm) throws StoreException {
    BigInteger iterations = iterations(algorithm);
    if (iterations.signum() < 0 || iterations.compareTo(BigInteger.valueOf(left)) > 0) {
      throw StoreException.tooCostly(
          "its encryption asks for more than %d iterations".formatted(MAX_ITERATIONS));
    }
    left -= iterations.longValueExact();
  }

  private static BigInteger iterations(AlgorithmIdentifier algorithm) throws StoreException {
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    if (oid.on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
      return PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations();
    }
    if (oid.equals(PKCSObjectIdentifiers.id_PBES2)) {
      PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
      if (parameters
          .getKeyDerivationFunc()
          .getAlgorithm()
          .equals(PKCSObjectIdentifiers.id_PBKDF2)) {
        return PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters())
            .getIterationCount();
      }
    }
    throw StoreException.notSupported("it is encrypted in a way that is not known here");
  }
}
