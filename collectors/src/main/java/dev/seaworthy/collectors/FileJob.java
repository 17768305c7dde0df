package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.SourceFile;
import java.util.List;
import java.util.stream.Stream;

/** A file to read with everything that was said about it. */
record FileJob(SourceFile file, Hints hints) {
  FileJob with(Hints more) {
    return new FileJob(
        file,
        new Hints(
            union(hints.serves(), more.serves()),
            union(hints.trust(), more.trust()),
            hints.namespace().isEmpty() ? more.namespace() : hints.namespace(),
            hints.signers().and(more.signers()),
            // Named as both, it is what is judged: compared with itself, nothing would be new.
            hints.baseline() && more.baseline()));
  }

  private static <T> List<T> union(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().toList();
  }
}
