/** Runs a migration against a database, watches the database meanwhile, and records what it saw. */
@NullMarked
package dev.seaworthy.cli.rehearse;

import org.jspecify.annotations.NullMarked;
