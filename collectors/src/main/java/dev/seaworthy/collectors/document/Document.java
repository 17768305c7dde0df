package dev.seaworthy.collectors.document;

import java.util.Set;

/** One readable part of a file, told apart by form before any collector looks at its meaning. */
public sealed interface Document {
  SourceFile file();

  /** Which part of the file, from 0. */
  int index();

  /** A parsed YAML document, or one that came from a small JSON file. */
  record Structured(SourceFile file, int index, Tree root) implements Document {
    /** Whether the document is a mapping that has all of {@code keys}. */
    public boolean has(String... keys) {
      return root.asMapping().stream()
          .anyMatch(mapping -> mapping.entries().keySet().containsAll(Set.of(keys)));
    }
  }

  /**
   * A JSON file that is too large, or of a known large kind (scan report), to be held as a tree:
   * its reader streams it.
   *
   * @param topLevelKeys the keys of the root object, or those until its form was clear; empty when
   *     the root is an array
   */
  record Streamed(SourceFile file, Set<String> topLevelKeys) implements Document {
    public Streamed {
      topLevelKeys = Set.copyOf(topLevelKeys);
    }

    @Override
    public int index() {
      return 0;
    }
  }

  /**
   * Results that a tool wrote line by line or as XML, of any size: its reader streams them.
   *
   * @param head how the text begins: enough to tell what it is
   */
  record Raw(SourceFile file, String head) implements Document {
    @Override
    public int index() {
      return 0;
    }
  }

  /** Text of no data format: PEM blocks, ignore files. */
  record Text(SourceFile file, String text) implements Document {
    @Override
    public int index() {
      return 0;
    }
  }

  /** A key store, which is binary: its reader opens it. */
  record Store(SourceFile file) implements Document {
    @Override
    public int index() {
      return 0;
    }
  }
}
