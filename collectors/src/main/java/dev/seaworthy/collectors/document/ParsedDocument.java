package dev.seaworthy.collectors.document;

import java.util.List;

/**
 * One document of a YAML or JSON stream.
 *
 * @param empty whether it holds nothing, or null, which kubectl passes over
 * @param remarks what is to be told about a document that is read all the same
 */
record ParsedDocument(Tree root, boolean empty, List<UnreadableException> remarks) {
  ParsedDocument {
    remarks = List.copyOf(remarks);
  }
}
