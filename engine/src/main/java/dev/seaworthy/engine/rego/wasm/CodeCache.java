package dev.seaworthy.engine.rego.wasm;

import java.util.Optional;

/**
 * Keeps JVM classes compiled from WebAssembly, so that the next process need not compile again.
 * What it returns is executed: an implementation must be as trustworthy as the program itself. It
 * may return what was only partly written; that is found out and compiled anew.
 */
public interface CodeCache {
  /** Keeps nothing. */
  CodeCache NONE =
      new CodeCache() {
        @Override
        public Optional<byte[]> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] archive) {}
      };

  /** The archive kept under {@code key}: a file name made of letters, digits, dots and dashes. */
  Optional<byte[]> find(String key);

  /** Keeps an archive; may fail silently, as it only costs time. */
  void keep(String key, byte[] archive);
}
