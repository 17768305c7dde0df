/** The terminal surface of Seaworthy. */
@NullMarked
package dev.seaworthy.cli;

import org.jspecify.annotations.NullMarked;
