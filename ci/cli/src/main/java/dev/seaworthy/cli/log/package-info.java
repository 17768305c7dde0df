/** Serves a transparency log to whoever wants to watch it, and asks witnesses to sign it. */
@NullMarked
package dev.seaworthy.cli.log;

import org.jspecify.annotations.NullMarked;
