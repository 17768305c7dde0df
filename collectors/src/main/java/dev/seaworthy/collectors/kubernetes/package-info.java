/** Kubernetes objects from manifests: workloads with their pod specs, and everything else. */
@NullMarked
package dev.seaworthy.collectors.kubernetes;

import org.jspecify.annotations.NullMarked;
