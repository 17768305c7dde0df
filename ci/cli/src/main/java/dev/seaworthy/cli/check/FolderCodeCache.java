package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.rego.wasm.CodeCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps compiled policies in a folder of the installation, which is written by whoever built the
 * program itself.
 */
final class FolderCodeCache implements CodeCache {
  private final Path folder;

  FolderCodeCache(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> find(String key) {
    try {
      return Optional.of(Files.readAllBytes(file(key)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, byte[] archive) {
    try {
      Files.createDirectories(folder);
      OutputFile.write(file(key), archive);
    } catch (IOException | ConfigurationException e) {
      // The next process compiles again; nothing but time is lost.
      assert e != null;
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".jar");
  }
}
