package dev.seaworthy.collectors.tls.probe;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;

/**
 * Asks what only a handshake that is finished can tell: whether the server renegotiates when a
 * client says so, whether it resumes sessions, what tickets it issues, and what it staples.
 */
final class HandshakeProbe {
  /** Some servers permit a few and no more. */
  private static final int RENEGOTIATIONS = 10;

  private static final int SESSION_ID_BYTES = 32;
  private static final int ATTEMPTS = 2;
  private static final String NO_SUITE =
      "this prober cannot finish a handshake by any suite that it accepts";

  /** What a connection's handshake came to. */
  record Held(Map<String, Object> tree, HandshakeClient client) {
    boolean isUnknown() {
      return Told.isUnknown(tree);
    }

    /** Whether it ended because nobody showed the certificate that the server asked for. */
    boolean lacksCertificate() {
      return isUnknown() && client.isCertificateRequested() && tree.containsKey(ENDED);
    }
  }

  /** What is asked within a handshake that came to its end. */
  @FunctionalInterface
  interface Question {
    Map<String, Object> on(FinishedHandshake handshake);
  }

  /** Marks a tree in which the server itself ended the handshake; no part of a document. */
  private static final String ENDED = "";

  private final Asker asker;
  private final SecureRandom random = new SecureRandom();

  HandshakeProbe(Asker asker) {
    this.asker = asker;
  }

  /** Of TLS 1.2 and before. */
  Map<String, Object> before13(HandshakeOffer offer) {
    Map<String, Object> tree = new TreeMap<>();
    Map<String, Object> resumption = new TreeMap<>();
    Held first = hold(offer, HandshakeProbe::ended);
    tree.put("stapling", Stapled.of(first.client()));
    if (first.isUnknown()) {
      if (first.lacksCertificate()) {
        tree.put("clientCertificateRequired", true);
      }
      Map<String, Object> unknown = cleaned(first);
      tree.put("clientRenegotiation", unknown);
      resumption.put("byId", unknown);
      resumption.put("byTicket", unknown);
    } else {
      tree.put("clientCertificateRequired", false);
      tree.put("clientRenegotiation", cleaned(hold(offer, HandshakeProbe::renegotiation)));
      resumption.put("byId", byId(offer));
      resumption.put("byTicket", byTicket(offer.askingTicket()));
    }
    tree.put("resumption", resumption);
    return tree;
  }

  /** A handshake of TLS 1.3, its tickets, and what is encrypted in it. */
  Held tls13(HandshakeOffer offer) {
    return hold(offer, HandshakeProbe::tickets);
  }

  /** As documents have it. */
  static Map<String, Object> cleaned(Held held) {
    Map<String, Object> tree = new TreeMap<>(held.tree());
    tree.remove(ENDED);
    if (held.lacksCertificate()) {
      tree.put(
          "reason",
          "it finishes no handshake without a client's certificate: " + tree.get("reason"));
    }
    return tree;
  }

  /** Has a handshake, once more where it came to nothing that the server decided. */
  private Held hold(HandshakeOffer offer, Question question) {
    if (!HandshakeClient.canFinish(offer)) {
      return new Held(Told.of(Told.UNKNOWN, NO_SUITE), new HandshakeClient(offer));
    }
    Held held = holdOnce(offer, question);
    boolean again =
        held.isUnknown() && !held.tree().containsKey(ENDED) && !held.client().isResumed();
    return again ? holdOnce(offer, question) : held;
  }

  private Held holdOnce(HandshakeOffer offer, Question question) {
    try {
      return asker.with(
          link -> {
            FinishedHandshake handshake = new FinishedHandshake(link, offer);
            Map<String, Object> tree =
                handshake.run() ? question.on(handshake) : unknown(handshake);
            return new Held(tree, handshake.client());
          });
    } catch (Asker.UnreachedException e) {
      return new Held(
          Told.of(Told.UNKNOWN, String.valueOf(e.getMessage())), new HandshakeClient(offer));
    }
  }

  private static Map<String, Object> unknown(FinishedHandshake handshake) {
    Map<String, Object> tree =
        Told.of(Told.UNKNOWN, handshake.trouble().orElse("it did not finish its handshake"));
    if (handshake.isServersWord()) {
      tree.put(ENDED, true);
    }
    return tree;
  }

  private static Map<String, Object> ended(FinishedHandshake handshake) {
    handshake.endsWell();
    return Told.of(Told.ACCEPTED);
  }

  /** Without RFC 5746 none is begun: what would follow is not bound to anything. */
  private static Map<String, Object> renegotiation(FinishedHandshake handshake) {
    if (!handshake.client().isBound()) {
      return Told.of(Told.UNKNOWN, "it does not bind renegotiations, so none was begun");
    }
    int performed = 0;
    while (performed < RENEGOTIATIONS && handshake.renegotiates()) {
      performed++;
    }
    Map<String, Object> tree =
        Told.of(
            performed > 0
                ? Told.ACCEPTED
                : handshake.isServersWord() ? Told.REFUSED : Told.UNKNOWN);
    tree.put("performed", performed);
    handshake.trouble().ifPresent(why -> tree.put("reason", why));
    return tree;
  }

  private Map<String, Object> byId(HandshakeOffer offer) {
    return resumed(
        offer,
        held -> held.client().session().filter(TlsSession::isResumable).map(offer::resuming),
        "it gives sessions no id");
  }

  private Map<String, Object> byTicket(HandshakeOffer offer) {
    return resumed(offer, held -> byTicket(offer, held.client()), "it issues no ticket");
  }

  /** The server tells by the id of the client's choice that it took the ticket, RFC 5077. */
  private Optional<HandshakeOffer> byTicket(HandshakeOffer offer, HandshakeClient client) {
    byte[] id = new byte[SESSION_ID_BYTES];
    random.nextBytes(id);
    return client
        .ticket()
        .flatMap(
            ticket ->
                client
                    .session()
                    .map(TlsSession::exportSessionParameters)
                    .map(old -> offer.resumingByTicket(ticket, TlsUtils.importSession(id, old))));
  }

  /**
   * Has a session and resumes it; another one where it was not resumed, for another machine behind
   * the same address may have answered.
   *
   * @param next what a handshake that is over offers to the one after it
   */
  private Map<String, Object> resumed(
      HandshakeOffer offer, Function<Held, Optional<HandshakeOffer>> next, String without) {
    Map<String, Object> tree = Told.of(Told.UNKNOWN);
    for (int i = 0; i < ATTEMPTS && !Told.ACCEPTED.equals(tree.get(Told.STATUS)); i++) {
      Held first = hold(offer, HandshakeProbe::ended);
      if (first.isUnknown()) {
        return cleaned(first);
      }
      Optional<HandshakeOffer> again = next.apply(first);
      if (again.isEmpty()) {
        return Told.of(Told.REFUSED, without);
      }
      tree = resumption(hold(again.get(), HandshakeProbe::ended));
    }
    return tree;
  }

  /**
   * The server's hello decides, whatever comes after it: the library takes a new ticket in the
   * middle of a resumption for a mistake. A server that ends a handshake because of the session
   * resumes none.
   */
  private static Map<String, Object> resumption(Held held) {
    if (held.client().isResumed()) {
      return Told.of(Told.ACCEPTED);
    }
    Map<String, Object> tree = cleaned(held);
    if (held.isUnknown()) {
      tree.put(Told.STATUS, held.tree().containsKey(ENDED) ? Told.REFUSED : Told.UNKNOWN);
      return tree;
    }
    return held.client().isOffered()
        ? Told.of(Told.REFUSED, "it began a new session")
        : Told.of(Told.UNKNOWN, "this prober cannot resume the session");
  }

  /** A server that wants a certificate says so only now. */
  private static Map<String, Object> tickets(FinishedHandshake handshake) {
    if (!handshake.endsWell() && handshake.tickets().isEmpty()) {
      return unknown(handshake);
    }
    Map<String, Object> tree = Told.of(handshake.tickets().isEmpty() ? "none" : "issued");
    tree.put("count", handshake.tickets().size());
    tree.put(
        "maxEarlyData",
        handshake.tickets().stream().mapToLong(IssuedTicket::maxEarlyData).max().orElse(0));
    handshake.tickets().stream()
        .mapToLong(IssuedTicket::lifetime)
        .max()
        .ifPresent(seconds -> tree.put("lifetime", seconds));
    return tree;
  }
}
