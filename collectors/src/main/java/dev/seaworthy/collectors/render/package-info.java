/** Renders Helm charts and kustomize overlays by the programs that own them. */
@NullMarked
package dev.seaworthy.collectors.render;

import org.jspecify.annotations.NullMarked;
