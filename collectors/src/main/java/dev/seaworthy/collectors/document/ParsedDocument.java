package dev.seaworthy.collectors.document;

import java.util.List;

/**
 * One document of a YAML or JSON stream.
 *
 * @param empty whether it holds nothing but comments
 * @param duplicates what is to be told about keys that stand twice
 */
record ParsedDocument(Tree root, boolean empty, List<UnreadableException> duplicates) {
  ParsedDocument {
    duplicates = List.copyOf(duplicates);
  }
}
