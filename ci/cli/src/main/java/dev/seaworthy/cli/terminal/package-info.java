/** What is particular to a terminal: colour, width, safe text, progress. */
@NullMarked
package dev.seaworthy.cli.terminal;

import org.jspecify.annotations.NullMarked;
