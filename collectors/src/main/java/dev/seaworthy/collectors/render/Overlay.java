package dev.seaworthy.collectors.render;

import dev.seaworthy.collectors.document.EmbeddedDocument;
import dev.seaworthy.collectors.document.ToRender;
import dev.seaworthy.collectors.document.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an overlay is made of, as its kustomization and those of its bases tell.
 *
 * @param folders its bases and components, at any depth, by their real paths
 * @param files the manifests that it and they list
 * @param absent the first entry that is neither a file nor a folder here
 */
record Overlay(Set<Path> folders, Set<Path> files, Optional<String> absent) {
  private static final List<String> LISTS = List.of("resources", "bases", "components");

  static Overlay of(ToRender source) {
    Overlay overlay = new Overlay(new TreeSet<>(), new TreeSet<>(), Optional.empty());
    return overlay.with(source.folder());
  }

  private Overlay with(Path folder) {
    Overlay known = this;
    Optional<Tree.Mapping> kustomization = kustomization(folder);
    if (kustomization.isEmpty()) {
      return known;
    }
    for (String list : LISTS) {
      for (Tree item : kustomization.get().items(list)) {
        known = known.with(folder, item.asText().orElse(""));
      }
    }
    return known;
  }

  private Overlay with(Path folder, String entry) {
    try {
      Path path = folder.resolve(entry).toRealPath();
      if (!Files.isDirectory(path)) {
        files.add(path);
        return this;
      }
      // A base may be reached twice, or lead back to itself.
      return folders.add(path) ? with(path) : this;
    } catch (IOException | InvalidPathException e) {
      return absent.isPresent() ? this : new Overlay(folders, files, Optional.of(entry));
    }
  }

  /** Empty where kubectl will say what is wrong with it. */
  private static Optional<Tree.Mapping> kustomization(Path folder) {
    Optional<Path> file = ToRender.kustomization(folder);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8);
      return EmbeddedDocument.read("kustomization.yaml", text).only().flatMap(Tree::asMapping);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
