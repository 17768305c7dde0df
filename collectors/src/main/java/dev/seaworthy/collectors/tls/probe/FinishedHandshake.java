package dev.seaworthy.collectors.tls.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/**
 * A handshake that goes on until its end, and what may follow it: what is asked here does not show
 * in a server's first flight. The time of the connection bounds all of it.
 */
final class FinishedHandshake {
  private static final int MOST_BYTES = 1 << 20;
  private static final int BUFFER = 1 << 14;
  private static final String UNREADABLE = "its answer cannot be read";

  /** How long a server that was told good-bye may still speak. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Link link;
  private final HandshakeClient client;
  private final Protocol protocol = new Protocol();
  private Optional<String> trouble = Optional.empty();
  private boolean isServersWord;
  private int received;

  FinishedHandshake(Link link, HandshakeOffer offer) {
    this.link = link;
    this.client = new HandshakeClient(offer);
  }

  /** What both sides said so far. */
  HandshakeClient client() {
    return client;
  }

  /** Of TLS 1.3. */
  List<IssuedTicket> tickets() {
    return protocol.tickets;
  }

  /** What ended it before its end, in words. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Whether the server itself ended it; the clock is no answer, nor is what cannot be read. */
  boolean isServersWord() {
    return isServersWord;
  }

  /** Whether the handshake came to its end. */
  boolean run() {
    return goesWell(
        () -> {
          protocol.connect(client);
          untilFinished(1);
        });
  }

  /** Begins another handshake within this one; whether the server went along. */
  boolean renegotiates() {
    return goesWell(
        () -> {
          int before = client.completed();
          protocol.renegotiate();
          untilFinished(before + 1);
        });
  }

  /**
   * Says good-bye, so that the server keeps the session, and hears what it still says. What goes
   * wrong after that is trouble only where the server says so, or drops a client of which it asked
   * a certificate.
   */
  boolean endsWell() {
    boolean well =
        goesWell(
            () -> {
              protocol.sayGoodbye();
              flush();
              link.hurry(LAST_WORDS);
              while (!protocol.isClosed() && hear()) {
                // Everything that it says is noted elsewhere.
              }
            });
    return well || (client.alert().isEmpty() && !client.isCertificateRequested());
  }

  /** The library tells of a closed connection as of one whose handshake is over. */
  private void untilFinished(int handshakes) throws IOException {
    flush();
    while (client.completed() < handshakes) {
      if (protocol.isClosed() || !hear()) {
        throw new ClosedException("it closed the connection");
      }
      flush();
    }
  }

  /** Takes what came; false at the end of the connection. */
  private boolean hear() throws IOException {
    byte[] buffer = new byte[BUFFER];
    int read = link.read(buffer, 0, buffer.length);
    if (read < 0) {
      return false;
    }
    received += read;
    if (received > MOST_BYTES) {
      throw new TooMuchException();
    }
    protocol.offerInput(buffer, 0, read);
    return true;
  }

  private void flush() throws IOException {
    byte[] out = new byte[protocol.getAvailableOutputBytes()];
    int filled = protocol.readOutput(out, 0, out.length);
    link.write(Arrays.copyOf(out, filled));
  }

  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }

  /** Whether a step ended well; all that may go wrong is told in words. */
  private boolean goesWell(Step step) {
    try {
      step.take();
      return true;
    } catch (SocketTimeoutException e) {
      ends("it did not answer in time", false);
    } catch (ClosedException e) {
      ends(String.valueOf(e.getMessage()), true);
    } catch (TooMuchException e) {
      ends("it sent more than a handshake has", false);
    } catch (TlsFatalAlertReceived e) {
      ends("alert " + Alert.name(e.getAlertDescription()), true);
    } catch (TlsFatalAlert e) {
      // A warning of the server, such as that it does not renegotiate, ends it here.
      ends(
          client.alert().map(one -> "alert " + one).orElseGet(() -> own(e)),
          client.alert().isPresent());
    } catch (IOException e) {
      ends("it reset the connection", true);
    } catch (RuntimeException e) {
      // Of a library that reads what a stranger sent.
      ends(UNREADABLE, false);
    }
    return false;
  }

  private void ends(String words, boolean byServer) {
    trouble = Optional.of(words);
    isServersWord = byServer;
  }

  /** The library tells by an internal error of what it does not read at all. */
  private static String own(TlsFatalAlert alert) {
    return alert.getAlertDescription() == AlertDescription.internal_error
        ? UNREADABLE
        : "its answer breaks the rules of TLS: " + Alert.name(alert.getAlertDescription());
  }

  private static final class ClosedException extends IOException {
    ClosedException(String message) {
      super(message);
    }
  }

  private static final class TooMuchException extends IOException {}

  /** Opens what the library keeps to itself. */
  private static final class Protocol extends TlsClientProtocol {
    private final List<IssuedTicket> tickets = new ArrayList<>();

    void renegotiate() throws IOException {
      beginHandshake(true);
    }

    /** Closes this side alone. */
    void sayGoodbye() throws IOException {
      raiseAlertWarning(AlertDescription.close_notify, "");
    }

    @Override
    protected void receive13NewSessionTicket(ByteArrayInputStream body) throws IOException {
      byte[] bytes = body.readAllBytes();
      super.receive13NewSessionTicket(new ByteArrayInputStream(bytes));
      try {
        tickets.add(IssuedTicket.read(bytes));
      } catch (BrokenAnswerException e) {
        throw new TlsFatalAlert(AlertDescription.decode_error, e);
      }
    }
  }
}
