/** What a change of a repository does to the findings on it. */
@NullMarked
package dev.seaworthy.cli.change;

import org.jspecify.annotations.NullMarked;
