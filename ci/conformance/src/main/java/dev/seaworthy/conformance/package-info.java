/** Compares the runtimes for Rego with OPA; see {@code ci/conformance/run}. */
@NullMarked
package dev.seaworthy.conformance;

import org.jspecify.annotations.NullMarked;
