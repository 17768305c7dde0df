/** Waivers of a repository, reviewed where they are changed. */
@NullMarked
package dev.seaworthy.cli.waiver;

import org.jspecify.annotations.NullMarked;
