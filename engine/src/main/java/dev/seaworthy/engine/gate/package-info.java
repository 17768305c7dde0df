/** Which gates of a release are open, by nothing but the sealed verdicts of a store. */
@NullMarked
package dev.seaworthy.engine.gate;

import org.jspecify.annotations.NullMarked;
