/** Makes logs for other programs to verify. */
@NullMarked
package dev.seaworthy.conformance.log;

import org.jspecify.annotations.NullMarked;
