package dev.seaworthy.benchmarks.rego;

import dev.seaworthy.engine.rego.wasm.CodeCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Classes compiled from WebAssembly, kept in a folder of the benchmarks' own. */
record KeptCode(Path folder) implements CodeCache {
  @Override
  public Optional<byte[]> find(String key) {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(key)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, byte[] archive) {
    try {
      Files.write(folder.resolve(key), archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
