package dev.seaworthy.collectors.tls.probe;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the messages of a server's first flight. */
final class FlightParts {
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int CERTIFICATE_REQUEST = 13;
  private static final int SERVER_HELLO_DONE = 14;
  private static final int NAMED_CURVE = 3;
  private static final int MOST_CERTIFICATES = 20;

  /** The random of a HelloRetryRequest, RFC 8446 section 4.1.3. */
  private static final byte[] RETRY =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private Optional<ProtocolVersion> version = Optional.empty();
  private CipherSuite suite = new CipherSuite(0, "");
  private boolean compresses;
  private boolean hasSession;
  private boolean retry;
  private boolean done;
  private boolean certificateRequested;
  private int primeBits;
  private Optional<String> group = Optional.empty();
  private final Map<Integer, byte[]> extensions = new HashMap<>();
  private final List<byte[]> certificates = new ArrayList<>();

  /** Whether all has come that comes in the clear. */
  boolean isComplete() {
    return done;
  }

  void add(int type, byte[] body) throws BrokenAnswerException {
    if (version.isEmpty() && type != SERVER_HELLO) {
      throw new BrokenAnswerException("its first message is no server hello");
    }
    Cursor cursor = new Cursor(body);
    switch (type) {
      case SERVER_HELLO -> serverHello(cursor);
      case CERTIFICATE -> certificates(cursor);
      case SERVER_KEY_EXCHANGE -> keyExchange(cursor);
      case CERTIFICATE_REQUEST -> certificateRequested = true;
      case SERVER_HELLO_DONE -> done = true;
      default -> {
        // A certificate's status and the like tell nothing of what is accepted.
      }
    }
  }

  Flight flight() throws BrokenAnswerException {
    return new Flight(
        version.orElseThrow(() -> new BrokenAnswerException("it sent no server hello")),
        List.of(suite),
        compresses,
        hasSession,
        extensions,
        retry,
        certificates,
        group,
        primeBits,
        certificateRequested);
  }

  private void serverHello(Cursor cursor) throws BrokenAnswerException {
    if (version.isPresent()) {
      throw new BrokenAnswerException("it sent two server hellos");
    }
    int code = cursor.u16();
    retry = Arrays.equals(cursor.raw(ClientHello.RANDOM_BYTES), RETRY);
    hasSession = cursor.vector8().length > 0;
    suite = CipherSuites.of(cursor.u16());
    compresses = cursor.u8() != 0;
    if (!cursor.isAtEnd()) {
      Cursor all = new Cursor(cursor.vector16());
      while (!all.isAtEnd()) {
        extensions.put(all.u16(), all.vector16());
      }
    }
    byte[] chosen = extensions.get(Extension.VERSIONS);
    int last = chosen == null ? code : new Cursor(chosen).u16();
    version = ProtocolVersion.of(last);
    if (version.isEmpty()) {
      throw new BrokenAnswerException("it chose version 0x%04x".formatted(last));
    }
    if (version.get() == ProtocolVersion.TLS_1_3) {
      byte[] share = extensions.get(Extension.KEY_SHARE);
      group = share == null ? group : Optional.of(NamedGroup.nameOf(new Cursor(share).u16()));
      // What follows is encrypted.
      done = true;
    }
  }

  private void certificates(Cursor cursor) throws BrokenAnswerException {
    Cursor all = new Cursor(cursor.vector24());
    while (!all.isAtEnd()) {
      byte[] certificate = all.vector24();
      if (certificates.size() < MOST_CERTIFICATES) {
        certificates.add(certificate);
      }
    }
  }

  private void keyExchange(Cursor cursor) throws BrokenAnswerException {
    if (suite.isElliptic() && !suite.keyExchange().contains("PSK")) {
      if (cursor.u8() == NAMED_CURVE) {
        group = Optional.of(NamedGroup.nameOf(cursor.u16()));
      }
    } else if (suite.sendsPrime()) {
      primeBits = new BigInteger(1, cursor.vector16()).bitLength();
    }
  }
}
