/** The forms a verdict is shown in. */
@NullMarked
package dev.seaworthy.cli.format;

import org.jspecify.annotations.NullMarked;
