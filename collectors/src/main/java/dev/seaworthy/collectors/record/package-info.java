/**
 * What only people or home-grown scripts know, as small records: drills, plans, reviews. Each kind
 * has a published JSON Schema (draft 2020-12), which is the one place that says what it may hold.
 */
@NullMarked
package dev.seaworthy.collectors.record;

import org.jspecify.annotations.NullMarked;
