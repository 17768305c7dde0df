/** Measures Seaworthy; see {@code ci/benchmarks/run}. */
@NullMarked
package dev.seaworthy.benchmarks;

import org.jspecify.annotations.NullMarked;
