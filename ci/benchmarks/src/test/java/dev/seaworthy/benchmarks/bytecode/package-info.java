@NullMarked
package dev.seaworthy.benchmarks.bytecode;

import org.jspecify.annotations.NullMarked;
