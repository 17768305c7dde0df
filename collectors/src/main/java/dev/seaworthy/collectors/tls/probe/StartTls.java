package dev.seaworthy.collectors.tls.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a connection becomes TLS. */
public enum StartTls {
  /** It is TLS from its first byte. */
  NONE {
    @Override
    void on(Link link) {
      // Nothing comes before the hello.
    }
  },

  /** https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL */
  POSTGRESQL {
    @Override
    void on(Link link) throws IOException, RefusedException {
      link.write(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 22, 47});
      byte[] answer = link.readAll(1);
      if (answer[0] == 'N') {
        throw new RefusedException("PostgreSQL has TLS switched off");
      }
      if (answer[0] != 'S') {
        throw new RefusedException("it answered PostgreSQL's request for TLS with something else");
      }
    }
  },

  /** https://datatracker.ietf.org/doc/html/rfc4511#section-4.14 */
  LDAP {
    @Override
    void on(Link link) throws IOException, RefusedException {
      byte[] name = "1.3.6.1.4.1.1466.20037".getBytes(StandardCharsets.US_ASCII);
      link.write(
          new Bytes()
              .raw(new byte[] {0x30, 0x1d, 2, 1, 1, 0x77, 0x18, (byte) 0x80})
              .vector8(name)
              .toArray());
      if (!isSuccess(ldapMessage(link))) {
        throw new RefusedException("the directory refuses StartTLS");
      }
    }

    /** {@code LDAPMessage}, id 1, extended response, result code 0: lengths may be long ones. */
    private boolean isSuccess(byte[] message) {
      for (int i = 3; i + 2 < message.length; i++) {
        if (message[i] == 0x0a && message[i + 1] == 1) {
          return message[i + 2] == 0;
        }
      }
      return false;
    }

    private byte[] ldapMessage(Link link) throws IOException, RefusedException {
      byte[] head = link.readAll(2);
      int length = head[1] & 0xff;
      if (head[0] != 0x30 || length > 0x84) {
        throw new RefusedException("it does not answer as a directory does");
      }
      if (length > 0x80) {
        int size = 0;
        for (byte one : link.readAll(length - 0x80)) {
          size = (size << 8) | (one & 0xff);
        }
        length = size;
      }
      if (length < 0 || length > MOST_TEXT) {
        throw new RefusedException("its answer is longer than a directory's");
      }
      return link.readAll(length);
    }
  },

  /** https://datatracker.ietf.org/doc/html/rfc3207 */
  SMTP {
    @Override
    void on(Link link) throws IOException, RefusedException {
      expect(reply(link), "220", "it does not greet as a mail server does");
      link.write("EHLO probe.invalid\r\n".getBytes(StandardCharsets.US_ASCII));
      String offer = expect(reply(link), "250", "the mail server refuses EHLO");
      if (!offer.toUpperCase(Locale.ROOT).contains("STARTTLS")) {
        throw new RefusedException("the mail server does not offer STARTTLS");
      }
      link.write("STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
      expect(reply(link), "220", "the mail server refuses STARTTLS");
    }

    /** All lines of a reply; the last has a space after its code. */
    private String reply(Link link) throws IOException, RefusedException {
      StringBuilder text = new StringBuilder();
      int start = 0;
      while (text.length() < MOST_TEXT) {
        text.append((char) (link.readAll(1)[0] & 0xff));
        if (text.charAt(text.length() - 1) == '\n') {
          if (text.length() - start < 4 || text.charAt(start + 3) != '-') {
            return text.toString();
          }
          start = text.length();
        }
      }
      throw new RefusedException("its reply is longer than a mail server's");
    }

    private String expect(String reply, String code, String otherwise) throws RefusedException {
      if (!reply.startsWith(code)) {
        throw new RefusedException(otherwise);
      }
      return reply;
    }
  };

  /** TLS was not to be had, in words. */
  static final class RefusedException extends Exception {
    RefusedException(String message) {
      super(message);
    }
  }

  private static final int MOST_TEXT = 1 << 14;

  /** Does what comes before the first hello. */
  abstract void on(Link link) throws IOException, RefusedException;

  /** What descriptors and documents call it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<StartTls> named(String id) {
    return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(StartTls::id).toList();
  }
}
