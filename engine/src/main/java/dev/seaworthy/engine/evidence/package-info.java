/** What was seen and what could not be: evidence, gaps, and the snapshot that holds them. */
@NullMarked
package dev.seaworthy.engine.evidence;

import org.jspecify.annotations.NullMarked;
