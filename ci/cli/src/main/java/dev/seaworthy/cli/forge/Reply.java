package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a forge answered.
 *
 * @param body null's node where there was none
 * @param more whether there is another page
 */
record Reply(int code, JsonNode body, boolean more) {
  boolean isGood() {
    return code >= 200 && code < 300;
  }
}
