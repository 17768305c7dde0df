/**
 * Rego's builtin functions, for both runtimes: those that OPA 1.22 lists, without those that reach
 * out for network, clock, randomness or environment, and without {@code rego.parse_module}, which
 * would need OPA's compiler. (Calls of {@code rego.metadata} are compiled away.)
 */
@NullMarked
package dev.seaworthy.engine.rego.builtin;

import org.jspecify.annotations.NullMarked;
