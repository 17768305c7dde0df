/** Measures the runtimes for Rego, beside other engines; see {@code ci/benchmarks/engine-speed}. */
@NullMarked
package dev.seaworthy.benchmarks.rego;

import org.jspecify.annotations.NullMarked;
