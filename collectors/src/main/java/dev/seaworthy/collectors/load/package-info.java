/**
 * Results of load tests: what k6, Locust and JMeter measured, as one model, and candidates compared
 * with their baseline. Percentiles are never averaged: runs are merged by their samples.
 */
@NullMarked
package dev.seaworthy.collectors.load;

import org.jspecify.annotations.NullMarked;
