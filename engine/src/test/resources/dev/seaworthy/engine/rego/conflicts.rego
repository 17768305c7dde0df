# Rules that contradict themselves.
package conflicts

complete := x if some x in input.complete

object[k] := v if some [k, v] in input.object

function(x) := y if some y in x

called := function(input.function)
