package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.SourceFile;

/**
 * A file to read with everything that was said about it.
 *
 * @param identity by which its content may be known; empty where it is read in place of another
 */
record FileJob(String identity, SourceFile file, Hints hints) {
  FileJob with(Hints more) {
    return new FileJob(identity, file, hints.and(more));
  }
}
