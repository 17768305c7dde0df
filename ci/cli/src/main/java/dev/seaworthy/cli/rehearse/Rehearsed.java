package dev.seaworthy.cli.rehearse;

import dev.seaworthy.collectors.postgresql.ServerFacts;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A rehearsal that is over.
 *
 * @param at when it began
 * @param nanos how long the migration ran
 * @param exitStatus of the command, where it has ended
 */
record Rehearsed(
    RehearsalPlan plan,
    ServerFacts server,
    Instant at,
    long nanos,
    Outcome outcome,
    OptionalInt exitStatus,
    Observed observed,
    Phases phases) {}
