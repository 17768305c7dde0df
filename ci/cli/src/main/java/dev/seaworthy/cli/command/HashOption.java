package dev.seaworthy.cli.command;

import dev.seaworthy.engine.preserve.HashAlgorithm;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which hash algorithm a hash tree is of. */
@Command
final class HashOption {
  /** The names of all. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(HashAlgorithm.values()).map(HashAlgorithm::id).iterator();
    }
  }

  /** Reads a name. */
  static final class Converter implements ITypeConverter<HashAlgorithm> {
    @Override
    public HashAlgorithm convert(String text) {
      return HashAlgorithm.parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "`%s` is none of %s".formatted(text, String.join(", ", new Names()))));
    }
  }

  @Option(
      names = "--hash",
      paramLabel = "ALGORITHM",
      completionCandidates = Names.class,
      converter = Converter.class,
      description = "Hash algorithm of the tree: ${COMPLETION-CANDIDATES}.")
  @Nullable HashAlgorithm algorithm;

  Optional<HashAlgorithm> chosen() {
    return Optional.ofNullable(algorithm);
  }
}
