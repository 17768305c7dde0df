package dev.seaworthy.cli.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Names in a commit, which anybody may have made up. */
final class EntryName {
  /** Longer ones no common file system takes. */
  private static final int MAX_BYTES = 255;

  private EntryName() {}

  /** A path as text; empty where it is no UTF-8, could lead out of its folder or is too long. */
  static Optional<String> safe(byte[] path) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(path)).toString();
      boolean safe = Stream.of(text.split("/", -1)).allMatch(EntryName::isSafe);
      return safe ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isSafe(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && !name.equalsIgnoreCase(".git")
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
        && name.indexOf('\0') < 0
        && name.indexOf('\\') < 0;
  }
}
