package dev.seaworthy.engine.policy.wasm;

import com.dylibso.chicory.compiler.Cache;
import org.jspecify.annotations.Nullable;

/** Chicory's view of a {@link CodeCache}, under our key instead of its own. */
final class KeyedCache implements Cache {
  private final CodeCache cache;
  private final String key;

  KeyedCache(CodeCache cache, String key) {
    this.cache = cache;
    this.key = key;
  }

  @Override
  public byte @Nullable [] get(String ignored) {
    return cache.find(key).orElse(null);
  }

  @Override
  public void putIfAbsent(String ignored, byte[] archive) {
    cache.keep(key, archive);
  }
}
