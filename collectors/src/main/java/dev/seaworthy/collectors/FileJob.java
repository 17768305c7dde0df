package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.SourceFile;

/** A file to read with everything that was said about it. */
record FileJob(SourceFile file, Hints hints) {
  FileJob with(Hints more) {
    return new FileJob(file, hints.and(more));
  }
}
