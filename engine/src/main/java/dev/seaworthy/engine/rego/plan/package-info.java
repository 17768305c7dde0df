/**
 * The runtime {@code plan}: executes OPA's intermediate representation, which {@code opa build -t
 * plan} writes, as a tree of small objects, one for each statement.
 *
 * @see <a href="https://www.openpolicyagent.org/docs/latest/ir/">OPA's specification of it</a>
 */
@NullMarked
package dev.seaworthy.engine.rego.plan;

import org.jspecify.annotations.NullMarked;
