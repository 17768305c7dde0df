/** The frameworks that come with the program, and what controls map to. */
@NullMarked
package dev.seaworthy.cli.framework;

import org.jspecify.annotations.NullMarked;
