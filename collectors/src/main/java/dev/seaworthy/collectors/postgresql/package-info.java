/** Asks a PostgreSQL server what it knows of itself; only reads, and keeps no password. */
@NullMarked
package dev.seaworthy.collectors.postgresql;

import org.jspecify.annotations.NullMarked;
