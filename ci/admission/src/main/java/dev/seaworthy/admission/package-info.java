/** Judges the objects of admission reviews. */
@NullMarked
package dev.seaworthy.admission;

import org.jspecify.annotations.NullMarked;
