/**
 * Reads a live cluster: discovery, paged lists, and what a cluster or its network can do wrong.
 * Requests are GET requests only.
 */
@NullMarked
package dev.seaworthy.collectors.cluster;

import org.jspecify.annotations.NullMarked;
