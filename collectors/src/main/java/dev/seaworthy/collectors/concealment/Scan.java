package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.BitSet;
import java.util.Set;

/** Looks in passing whether an object may hold a secret; errs towards yes. */
final class Scan {
  private static final Set<String> TELLING_FIELDS =
      Set.of("users", "literals", "kty", "auth", "stringData");

  /** At which depths a {@code name} tells that the {@code value} beside it is a secret. */
  private final BitSet tellingNames = new BitSet();

  private int depth;
  private String field = "";

  boolean finds(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (finds(token, parser)) {
        return true;
      }
    }
    return false;
  }

  private boolean finds(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case START_OBJECT -> depth++;
      case END_OBJECT -> tellingNames.clear(depth--);
      case FIELD_NAME -> {
        field = parser.currentName();
        return isTelling(field);
      }
      case VALUE_STRING -> {
        return isTelling(field, parser.getText());
      }
      case VALUE_NUMBER_INT -> {
        return SecretNames.endsInPassword(field);
      }
      default -> {
        return false;
      }
    }
    return false;
  }

  /** Names come before values: keys of canonical JSON are sorted. */
  private boolean isTelling(String name) {
    return TELLING_FIELDS.contains(name)
        || (name.equals("value") && tellingNames.get(depth))
        || SecretText.mayHoldInKey(name);
  }

  private boolean isTelling(String name, String value) {
    if (name.equals("name") && isSecretName(value)) {
      tellingNames.set(depth);
    }
    return SecretText.mayHold(value)
        || (isSecretName(name) && !value.isEmpty())
        || (value.startsWith("-") && isSecretName(value))
        || value.equals("-u")
        || value.equals("--user")
        || value.equals("--proxy-user");
  }

  private static boolean isSecretName(String name) {
    return SecretText.mayTell(name)
        && (SecretNames.isSecret(name) || SecretNames.isSecretField(name));
  }
}
