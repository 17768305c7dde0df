/**
 * The other form that the runtime {@code plan} could have: OPA's intermediate representation
 * compiled to bytecode of the JVM. A prototype, to be measured beside the tree of objects that the
 * engine runs; see {@code ci/benchmarks/plan-forms}.
 *
 * @see <a href="https://www.openpolicyagent.org/docs/latest/ir/">OPA's specification of it</a>
 */
@NullMarked
package dev.seaworthy.benchmarks.bytecode;

import org.jspecify.annotations.NullMarked;
