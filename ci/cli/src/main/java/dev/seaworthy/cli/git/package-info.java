/** Commits of a git repository, read from its objects alone: no git, no working tree, no hooks. */
@NullMarked
package dev.seaworthy.cli.git;

import org.jspecify.annotations.NullMarked;
