package dev.seaworthy.engine.rego.builtin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The builtin functions there are. A family is loaded when one of its functions is first asked. */
public final class Builtins {
  private static final List<Function<String, @Nullable Builtin>> FAMILIES =
      List.of(
          Comparisons::find,
          Aggregates::find,
          Arithmetic::find,
          ArrayBuiltins::find,
          AwsSigning::find,
          Bits::find,
          CertificateFamily::find,
          Digests::find,
          Encodings::find,
          Globs::find,
          GraphqlFamily::find,
          Graphs::find,
          Internals::find,
          JsonBuiltins::find,
          JsonPaths::find,
          Networks::find,
          ObjectBuiltins::find,
          Ranges::find,
          Regexes::find,
          Schemas::find,
          Searches::find,
          Sets::find,
          Strings::find,
          Templates::find,
          Times::find,
          Tokens::find,
          Trims::find,
          Types::find,
          Units::find,
          Urls::find,
          Uuids::find,
          Versions::find,
          Walk::find,
          Yamls::find);

  private Builtins() {}

  /**
   * Finds a function by OPA's name for it: {@code net.cidr_contains}.
   *
   * @return nothing for a name that OPA does not list, and for functions that depend on more than
   *     their arguments
   */
  public static Optional<Builtin> find(String name) {
    for (Function<String, @Nullable Builtin> family : FAMILIES) {
      Builtin builtin = family.apply(name);
      if (builtin != null) {
        return Optional.of(builtin);
      }
    }
    return Optional.empty();
  }
}
