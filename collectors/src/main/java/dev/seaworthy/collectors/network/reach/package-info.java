/** Computes who can talk to whom, on which ports, from policies, workloads and ways in. */
@NullMarked
package dev.seaworthy.collectors.network.reach;

import org.jspecify.annotations.NullMarked;
