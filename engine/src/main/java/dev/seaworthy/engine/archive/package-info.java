/** Archives whose bytes depend on nothing but the files in them. */
@NullMarked
package dev.seaworthy.engine.archive;

import org.jspecify.annotations.NullMarked;
