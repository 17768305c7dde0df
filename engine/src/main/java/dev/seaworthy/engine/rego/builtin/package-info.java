/**
 * Rego's builtin functions, for both runtimes: those that OPA 1.22 lists, without those that reach
 * out for network, clock, randomness or environment.
 */
@NullMarked
package dev.seaworthy.engine.rego.builtin;

import org.jspecify.annotations.NullMarked;
