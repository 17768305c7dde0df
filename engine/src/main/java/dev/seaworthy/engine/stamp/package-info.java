/** Time stamps of RFC 3161: asked for, read and verified. Nothing here reaches a network. */
@NullMarked
package dev.seaworthy.engine.stamp;

import org.jspecify.annotations.NullMarked;
