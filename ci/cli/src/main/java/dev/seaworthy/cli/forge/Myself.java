package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import java.util.function.Function;

/**
 * Whom a forge takes a token for, where some tokens may not ask: what such a token writes, no
 * person wrote.
 */
final class Myself {
  private final ForgeHttp http;
  private final String noPerson;
  private final Function<JsonNode, String> author;
  private String known = "";

  /**
   * Nobody knows yet.
   *
   * @param noPerson what an author begins with who is none
   * @param author of whom the forge tells
   */
  Myself(ForgeHttp http, String noPerson, Function<JsonNode, String> author) {
    this.http = http;
    this.noPerson = noPerson;
    this.author = author;
  }

  /** Whether the token may have written what {@code who} wrote. */
  boolean is(String who) throws ConfigurationException {
    if (known.isEmpty()) {
      Reply reply = http.ask("/user");
      known = reply.isGood() ? author.apply(reply.body()) : noPerson;
    }
    return known.equals(noPerson) ? who.startsWith(noPerson) : who.equals(known);
  }

  /** Takes the word of a note that the token has just written. */
  void learn(JsonNode user) {
    known = author.apply(user);
  }
}
