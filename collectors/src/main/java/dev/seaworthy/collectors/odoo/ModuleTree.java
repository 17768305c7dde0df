package dev.seaworthy.collectors.odoo;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads folders of Odoo modules: manifests as literals, names of migration scripts, and the stored
 * fields of models. Nothing of them is executed, and no link is followed.
 */
public final class ModuleTree {
  private static final int MAX_MODULES = 10_000;
  private static final int MAX_DEPTH = 12;
  private static final int MAX_UNKNOWN = 1_000;

  private final Map<String, Map<String, Object>> modules = new TreeMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();

  /**
   * Reads one folder more. As on Odoo's path, the first folder that holds a module of a name wins.
   *
   * @param folder of modules, at any depth, or one module
   * @throws IOException if it is no folder
   */
  public void add(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("`%s` is no folder".formatted(folder));
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(FileVisitOption.class),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            if (manifest(at).isPresent()) {
              found.add(at);
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path at, IOException e) {
            say("%s: it cannot be read".formatted(at));
            return FileVisitResult.CONTINUE;
          }
        });
    found.stream().sorted().forEach(this::module);
  }

  /** Modules as a record has them, by name. */
  public List<Map<String, Object>> modules() {
    return List.copyOf(modules.values());
  }

  /** What could not be read. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  private void module(Path folder) {
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    if (modules.size() >= MAX_MODULES) {
      say("there are more than %d modules".formatted(MAX_MODULES));
    } else if (!modules.containsKey(name)) {
      ModuleReader reader = new ModuleReader(folder, folder.toString(), this::say);
      modules.put(name, reader.read(manifest(folder).orElseThrow()));
    }
  }

  private void say(String what) {
    if (unknown.size() < MAX_UNKNOWN) {
      unknown.add(what);
    }
  }

  private static Optional<Path> manifest(Path folder) {
    return ModuleReader.MANIFESTS.stream()
        .map(folder::resolve)
        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        .findFirst();
  }
}
