package dev.seaworthy.collectors.tls.probe;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a server answers to a hello, record by record, within bounds. */
final class FlightReader {
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int HEADER = 5;
  private static final int MAJOR = 3;
  private static final int MOST_RECORD = (1 << 14) + 2048;
  private static final int MOST_BYTES = 1 << 18;
  private static final int MESSAGE_HEADER = 4;
  private static final int SHOWN = 40;
  private static final int SSL_2_SERVER_HELLO = 4;

  private final Link link;
  private final FlightParts parts = new FlightParts();
  private byte[] pending = new byte[0];
  private final long before;
  private int received;

  FlightReader(Link link) {
    this.link = link;
    this.before = link.received();
  }

  /** The answer; all that may go wrong is an answer, too. */
  Answer read(ProtocolVersion asked) {
    try {
      return asked == ProtocolVersion.SSL_2 ? ssl2() : records();
    } catch (BrokenAnswerException e) {
      return new Answer.Silent(String.valueOf(e.getMessage()));
    } catch (SocketTimeoutException e) {
      return new Answer.Silent(
          link.received() > before
              ? "its answer did not come to an end in time"
              : "it did not answer in time");
    } catch (IOException e) {
      return link.received() > before
          ? new Answer.Silent("the connection broke in the middle of its answer")
          : new Answer.Dropped("it reset the connection");
    }
  }

  private Answer records() throws IOException, BrokenAnswerException {
    while (!parts.isComplete()) {
      byte[] header = link.read(HEADER);
      if (header.length == 0) {
        return closed();
      }
      Optional<Answer> end = record(header);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new Answer.Chosen(parts.flight());
  }

  private Answer closed() {
    return received > 0
        ? new Answer.Silent("it closed the connection in the middle of its answer")
        : new Answer.Dropped("it closed the connection");
  }

  /** Takes one record; gives the answer where nothing more is to come. */
  private Optional<Answer> record(byte[] header) throws IOException, BrokenAnswerException {
    int type = header[0] & 0xff;
    if ((type != HANDSHAKE && type != ALERT) || (header.length > 1 && header[1] != MAJOR)) {
      throw new BrokenAnswerException("it does not speak TLS: it answered `" + text(header) + "`");
    }
    if (header.length < HEADER) {
      throw new BrokenAnswerException("it closed the connection in the middle of its answer");
    }
    int length = ((header[3] & 0xff) << 8) | (header[4] & 0xff);
    received += HEADER + length;
    if (length > MOST_RECORD || received > MOST_BYTES) {
      throw new BrokenAnswerException("its answer is larger than TLS allows");
    }
    byte[] body = link.read(length);
    if (body.length < length) {
      throw new BrokenAnswerException("it closed the connection in the middle of its answer");
    }
    if (type == ALERT) {
      return alert(body);
    }
    handshake(body);
    return Optional.empty();
  }

  /** A warning, such as of a name that is not known, ends nothing. */
  private static Optional<Answer> alert(byte[] body) throws BrokenAnswerException {
    if (body.length != 2) {
      throw new BrokenAnswerException("its alert has %d bytes".formatted(body.length));
    }
    int description = body[1] & 0xff;
    boolean continues = body[0] == Alert.WARNING && description != Alert.CLOSE_NOTIFY;
    return continues
        ? Optional.empty()
        : Optional.of(new Answer.Refused("alert " + Alert.name(description)));
  }

  /** A record may hold parts of messages, and several of them. */
  private void handshake(byte[] body) throws BrokenAnswerException {
    byte[] all = Arrays.copyOf(pending, pending.length + body.length);
    System.arraycopy(body, 0, all, pending.length, body.length);
    int at = 0;
    while (all.length - at >= MESSAGE_HEADER && !parts.isComplete()) {
      Cursor header = new Cursor(Arrays.copyOfRange(all, at, at + MESSAGE_HEADER));
      int type = header.u8();
      int length = header.u24();
      if (length > MOST_BYTES) {
        throw new BrokenAnswerException(
            "a message of it is larger than %d bytes".formatted(length));
      }
      if (all.length - at - MESSAGE_HEADER < length) {
        break;
      }
      at += MESSAGE_HEADER + length;
      parts.add(type, Arrays.copyOfRange(all, at - length, at));
    }
    pending = Arrays.copyOfRange(all, at, all.length);
  }

  /** The first words of what is no TLS, such as {@code HTTP/1.1 400 Bad Request}. */
  private String text(byte[] header) throws IOException {
    byte[] more;
    try {
      more = link.read(SHOWN - header.length);
    } catch (SocketTimeoutException e) {
      more = new byte[0];
    }
    String text =
        new String(header, StandardCharsets.ISO_8859_1)
            + new String(more, StandardCharsets.ISO_8859_1);
    return text.replaceAll("(?s)[\\r\\n].*", "").replaceAll("[^ -_a-~]", "?");
  }

  /** https://datatracker.ietf.org/doc/html/rfc6101#appendix-E: a record of SSL 2.0, or an alert. */
  private Answer ssl2() throws IOException, BrokenAnswerException {
    byte[] header = link.read(HEADER);
    if (header.length == 0) {
      return closed();
    }
    received = header.length;
    if (header.length == HEADER && header[0] == ALERT && header[1] == MAJOR) {
      return record(header)
          .orElseGet(() -> new Answer.Dropped("it sent a warning instead of an answer"));
    }
    boolean isHello =
        header.length == HEADER && (header[0] & 0x80) != 0 && header[2] == SSL_2_SERVER_HELLO;
    if (!isHello) {
      throw new BrokenAnswerException(
          "it does not speak SSL 2.0: it answered `" + text(header) + "`");
    }
    int length = (((header[0] & 0x7f) << 8) | (header[1] & 0xff)) - 3;
    byte[] body = link.read(Math.max(0, length));
    return ssl2Hello(new Cursor(body));
  }

  private static Answer ssl2Hello(Cursor body) throws BrokenAnswerException {
    int version = body.u16();
    int certificate = body.u16();
    int specs = body.u16();
    body.u16();
    byte[] der = body.raw(certificate);
    Cursor kinds = new Cursor(body.raw(specs));
    List<CipherSuite> suites = new ArrayList<>();
    while (!kinds.isAtEnd()) {
      suites.add(CipherSuites.of(kinds.u24()));
    }
    if (version != ProtocolVersion.SSL_2.code() || suites.isEmpty()) {
      return new Answer.Refused("no cipher of SSL 2.0 in common");
    }
    return new Answer.Chosen(
        new Flight(
            ProtocolVersion.SSL_2,
            suites,
            false,
            false,
            Map.of(),
            false,
            List.of(der),
            Optional.empty(),
            0,
            false));
  }
}
