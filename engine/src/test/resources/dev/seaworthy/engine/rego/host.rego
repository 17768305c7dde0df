# Rules that call builtins which OPA's WebAssembly leaves to its host.
package host

formatted := sprintf("%v and %v", [input.x, {1, 2}])

none := uuid.parse(input.x)

two contains hex.encode(x) if some x in input.list
