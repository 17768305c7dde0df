/** Time stamps of RFC 3161 over HTTP: asked for, and, for tests and demonstrations, given. */
@NullMarked
package dev.seaworthy.cli.stamp;

import org.jspecify.annotations.NullMarked;
