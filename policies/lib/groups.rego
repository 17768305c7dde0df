# Groups of many values. OPA adds to a partial rule in time that grows with its size.
package seaworthy.lib.groups

# Values by key, of pairs `[key, value]`.
by_key(pairs) := {key: object.keys(found) | some key, found in object.union_n([{pair[0]: {pair[1]: true}} | some pair in pairs])}
