/** Reads sources into evidence: one package for each kind of source. */
@NullMarked
package dev.seaworthy.collectors;

import org.jspecify.annotations.NullMarked;
