package dev.seaworthy.cli.stamp;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.transfer.StampRequest;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.TrustRules;
import dev.seaworthy.engine.stamp.StampException;
import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.stamp.TimeStampQuery;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks authorities when a signature was there, and keeps no answer that does not hold. */
public final class TimeStamping {
  private static final int NONCE_BITS = 128;

  private final StampRequest requests = new StampRequest();
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Consumer<Problem> failed;

  /**
   * @param clock that the authorities' must agree with
   * @param failed is told of each authority that gives no time stamp that holds
   */
  public TimeStamping(Clock clock, Consumer<Problem> failed) {
    this.clock = clock;
    this.failed = failed;
  }

  /**
   * The answers that hold, in the order of the addresses: each a whole TimeStampResp.
   *
   * @throws ConfigurationException if there is none, though one is needed
   */
  public List<byte[]> of(byte[] signature, List<String> addresses, boolean needed)
      throws ConfigurationException {
    List<byte[]> stamps = held(signature, addresses);
    if (needed && stamps.isEmpty() && !addresses.isEmpty()) {
      throw new ConfigurationException(
          "NO_TIME_STAMP",
          "no authority gave a time stamp, and nothing was written",
          "name one that answers with `--timestamp`, or go on without: `--timestamp-optional`");
    }
    return stamps;
  }

  /** The same, where none is needed. */
  public List<byte[]> held(byte[] signature, List<String> addresses) {
    List<byte[]> stamps = new ArrayList<>();
    for (String address : addresses) {
      try {
        stamps.add(ask(address, TimeStampQuery.over(signature, nonce())));
      } catch (ConfigurationException e) {
        e.diagnostics().forEach(one -> failed.accept(one.problem()));
      }
    }
    return stamps;
  }

  /**
   * A time stamp of a hash value, without the answer that it came in: a ContentInfo.
   *
   * @param algorithm the object identifier of the hash's algorithm
   * @throws ConfigurationException if the authority gives none that holds
   */
  public byte[] token(String address, String algorithm, byte[] hash) throws ConfigurationException {
    byte[] response = ask(address, TimeStampQuery.overHash(algorithm, hash, nonce()));
    try {
      byte[] token = TimeStamp.read(response).toToken();
      // What is kept is encoded anew, and must hold as it is.
      return TimeStampQuery.soundToken(token).toToken();
    } catch (StampException e) {
      throw refused(address, e);
    }
  }

  private BigInteger nonce() {
    return new BigInteger(NONCE_BITS, random);
  }

  private byte[] ask(String address, TimeStampQuery query) throws ConfigurationException {
    byte[] response = requests.post(address, query.bytes());
    try {
      TimeStamp stamp = query.answered(response);
      Duration apart = Duration.between(clock.instant(), stamp.at()).abs();
      if (apart.compareTo(TrustRules.TOLERANCE) > 0) {
        throw new ConfigurationException(
            "CLOCKS_DIFFER",
            "`%s` attests %s, and this machine's clock is %d s off"
                .formatted(address, stamp.at(), apart.toSeconds()),
            "set this machine's clock, or ask another authority");
      }
      return response;
    } catch (StampException e) {
      throw refused(address, e);
    }
  }

  private static ConfigurationException refused(String address, StampException e) {
    return new ConfigurationException(
        e.fault().name(),
        "`%s` gives no time stamp that holds: %s".formatted(address, e.reason()),
        "ask another authority");
  }
}
