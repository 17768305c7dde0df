/** The verdict: what was judged, by which policy, on which evidence, when, and how it ended. */
@NullMarked
package dev.seaworthy.engine.verdict;

import org.jspecify.annotations.NullMarked;
