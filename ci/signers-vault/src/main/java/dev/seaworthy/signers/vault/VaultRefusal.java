package dev.seaworthy.signers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.key.KeyException;

/** What a status of Vault means for who wants to sign. */
final class VaultRefusal {
  private static final int MOST_CHARACTERS = 200;

  private VaultRefusal() {}

  /**
   * A refusal.
   *
   * @param place what was asked for
   * @param token which is told in no case, should the server repeat it
   */
  static KeyException of(int status, JsonNode answer, String place, String token) {
    String said = said(answer, token);
    String why =
        switch (status) {
          case 307 -> "this Vault is a standby and sends to another: name the active one's address";
          case 400 -> "Vault refused `%s`".formatted(place);
          case 403 ->
              "the token is not valid or may not use `%s`: its policy needs `read` of the key and"
                      .formatted(place)
                  + " `update` of `sign`";
          case 404 -> "Vault has nothing at `%s`".formatted(place);
          case 412 -> "this Vault has not yet seen what another wrote: try again";
          case 429 -> "Vault takes no more requests for now: try again later";
          case 501 -> "Vault is not initialized";
          case 503 -> "Vault is sealed or in maintenance: unseal it";
          default -> "Vault answered with status %d".formatted(status);
        };
    return new KeyException(said.isEmpty() ? why : why + " (it says `%s`)".formatted(said));
  }

  private static String said(JsonNode answer, String token) {
    String first =
        answer
            .path("errors")
            .path(0)
            .asText("")
            .replace(token, "…")
            .replace('`', '\'')
            .replaceAll("\\s+", " ")
            .strip();
    return first.length() > MOST_CHARACTERS ? first.substring(0, MOST_CHARACTERS) + "…" : first;
  }
}
