/** The commands a user types, one class each. */
@NullMarked
package dev.seaworthy.cli.command;

import org.jspecify.annotations.NullMarked;
