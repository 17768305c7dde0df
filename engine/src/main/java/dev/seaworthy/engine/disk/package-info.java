/** Files and folders that outlive a crash, and that one process at a time may change. */
@NullMarked
package dev.seaworthy.engine.disk;

import org.jspecify.annotations.NullMarked;
