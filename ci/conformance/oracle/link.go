package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/open-policy-agent/opa/internal/compiler/wasm"
	"github.com/open-policy-agent/opa/internal/wasm/encoding"
	"github.com/open-policy-agent/opa/v1/ir"
)

// linker joins the plans of many programs into one, so that a runtime has to load but one module
// for hundreds of programs. What a program does stays as it was planned: its functions get a
// prefix of their own, and its constants new places.
type linker struct {
	policy   *ir.Policy
	strings  map[string]int
	builtins map[string]bool
}

func newLinker() *linker {
	return &linker{
		policy: &ir.Policy{
			Static: &ir.Static{Files: []*ir.StringConst{{Value: "case.rego"}}},
			Plans:  &ir.Plans{},
			Funcs:  &ir.Funcs{},
		},
		strings:  map[string]int{},
		builtins: map[string]bool{},
	}
}

func (l *linker) constant(text string) int {
	if place, ok := l.strings[text]; ok {
		return place
	}
	l.strings[text] = len(l.policy.Static.Strings)
	l.policy.Static.Strings = append(l.policy.Static.Strings, &ir.StringConst{Value: text})
	return l.strings[text]
}

// add takes in a program's plan; the plan for its query q becomes the entry point prefix/q.
func (l *linker) add(prefix string, planned *ir.Policy) error {
	policy, err := deepCopy(planned)
	if err != nil {
		return err
	}
	own := map[string]bool{}
	for _, function := range policy.Funcs.Funcs {
		own[function.Name] = true
	}
	relocation := relocation{linker: l, prefix: prefix, own: own, old: policy.Static.Strings}
	for _, function := range policy.Funcs.Funcs {
		function.Name = prefix + function.Name
		if function.Path != nil {
			function.Path[0] = prefix + function.Path[0]
		}
		relocation.blocks(function.Blocks)
		l.policy.Funcs.Funcs = append(l.policy.Funcs.Funcs, function)
	}
	for _, plan := range policy.Plans.Plans {
		relocation.blocks(plan.Blocks)
		l.query(prefix, plan)
	}
	for _, builtin := range policy.Static.BuiltinFuncs {
		if !l.builtins[builtin.Name] {
			l.builtins[builtin.Name] = true
			l.policy.Static.BuiltinFuncs = append(l.policy.Static.BuiltinFuncs, builtin)
		}
	}
	return nil
}

// query makes a function of a query's plan, whose value is the array of its bindings, and an
// entry point that calls it. In WebAssembly all entry points share one function: they stay small.
func (l *linker) query(prefix string, plan *ir.Plan) {
	result := highestLocal(plan.Blocks) + 1
	collectResults(plan.Blocks, result)
	name := prefix + "query." + plan.Name
	blocks := []*ir.Block{{Stmts: []ir.Stmt{&ir.MakeArrayStmt{Target: result}}}}
	blocks = append(blocks, plan.Blocks...)
	blocks = append(blocks, &ir.Block{Stmts: []ir.Stmt{&ir.ReturnLocalStmt{Source: result}}})
	l.policy.Funcs.Funcs = append(l.policy.Funcs.Funcs, &ir.Func{
		Name: name, Params: []ir.Local{ir.Input, ir.Data}, Return: result, Blocks: blocks,
		Path: []string{prefix + "query", plan.Name},
	})
	const called, object = ir.Unused, ir.Unused + 1
	l.policy.Plans.Plans = append(l.policy.Plans.Plans, &ir.Plan{
		Name: prefix + "/" + plan.Name,
		Blocks: []*ir.Block{{Stmts: []ir.Stmt{
			&ir.CallStmt{
				Func:   name,
				Args:   []ir.Operand{{Value: ir.Input}, {Value: ir.Data}},
				Result: called,
			},
			&ir.MakeObjectStmt{Target: object},
			&ir.ObjectInsertStmt{
				Key:    ir.Operand{Value: ir.StringIndex(l.constant("result"))},
				Value:  ir.Operand{Value: called},
				Object: object,
			},
			&ir.ResultSetAddStmt{Value: object},
		}}},
	})
}

// collectResults makes a plan append its bindings to an array.
func collectResults(blocks []*ir.Block, array ir.Local) {
	eachBlock(blocks, func(block *ir.Block) {
		for i, stmt := range block.Stmts {
			if add, ok := stmt.(*ir.ResultSetAddStmt); ok {
				block.Stmts[i] = &ir.ArrayAppendStmt{
					Value: ir.Operand{Value: add.Value}, Array: array, Location: add.Location,
				}
			}
		}
	})
}

func (l *linker) plan() ([]byte, error) { return json.Marshal(l.policy) }

func (l *linker) wasm() ([]byte, error) {
	module, err := wasm.New().WithPolicy(l.policy).Compile()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = encoding.WriteModule(&out, module)
	return out.Bytes(), err
}

// relocation rewrites what names a program's own functions and constants.
type relocation struct {
	linker *linker
	prefix string
	own    map[string]bool
	old    []*ir.StringConst
}

func (r relocation) blocks(blocks []*ir.Block) {
	eachBlock(blocks, func(block *ir.Block) {
		for _, stmt := range block.Stmts {
			r.statement(stmt)
		}
	})
}

func (r relocation) statement(stmt ir.Stmt) {
	stmt.GetLocation().File = 0
	switch stmt := stmt.(type) {
	case *ir.CallStmt:
		if r.own[stmt.Func] {
			stmt.Func = r.prefix + stmt.Func
		}
	case *ir.CallDynamicStmt:
		generation := stmt.Path[0].Value.(ir.StringIndex)
		renamed := r.prefix + r.old[generation].Value
		eachOperand(stmt, r.operand)
		stmt.Path[0].Value = ir.StringIndex(r.linker.constant(renamed))
		return
	case *ir.WithStmt:
		for i, place := range stmt.Path {
			stmt.Path[i] = r.linker.constant(r.old[place].Value)
		}
	case *ir.MakeNumberRefStmt:
		stmt.Index = r.linker.constant(r.old[stmt.Index].Value)
	}
	eachOperand(stmt, r.operand)
}

func (r relocation) operand(operand *ir.Operand) {
	if place, ok := operand.Value.(ir.StringIndex); ok {
		operand.Value = ir.StringIndex(r.linker.constant(r.old[place].Value))
	}
}

// dropsNegation tells whether a program has a not that is planned as nothing: the planner drops the
// comparison of two arrays of different lengths, and what is left of the not never fails.
func dropsNegation(policy *ir.Policy) bool {
	found := false
	look := func(block *ir.Block) {
		for _, stmt := range block.Stmts {
			if not, ok := stmt.(*ir.NotStmt); ok && len(not.Block.Stmts) == 0 {
				found = true
			}
		}
	}
	for _, function := range policy.Funcs.Funcs {
		eachBlock(function.Blocks, look)
	}
	for _, plan := range policy.Plans.Plans {
		eachBlock(plan.Blocks, look)
	}
	return found
}

func eachBlock(blocks []*ir.Block, visit func(*ir.Block)) {
	for _, block := range blocks {
		if block == nil {
			continue
		}
		visit(block)
		for _, stmt := range block.Stmts {
			switch stmt := stmt.(type) {
			case *ir.BlockStmt:
				eachBlock(stmt.Blocks, visit)
			case *ir.ScanStmt:
				eachBlock([]*ir.Block{stmt.Block}, visit)
			case *ir.NotStmt:
				eachBlock([]*ir.Block{stmt.Block}, visit)
			case *ir.WithStmt:
				eachBlock([]*ir.Block{stmt.Block}, visit)
			}
		}
	}
}

// eachOperand visits what a statement reads as constants or locals.
func eachOperand(stmt ir.Stmt, visit func(*ir.Operand)) {
	fields := reflect.ValueOf(stmt).Elem()
	for i := range fields.NumField() {
		switch value := fields.Field(i).Addr().Interface().(type) {
		case *ir.Operand:
			visit(value)
		case *[]ir.Operand:
			for i := range *value {
				visit(&(*value)[i])
			}
		}
	}
}

func highestLocal(blocks []*ir.Block) ir.Local {
	highest := ir.Data
	eachBlock(blocks, func(block *ir.Block) {
		for _, stmt := range block.Stmts {
			eachOperand(stmt, func(operand *ir.Operand) {
				if local, ok := operand.Value.(ir.Local); ok {
					highest = max(highest, local)
				}
			})
			fields := reflect.ValueOf(stmt).Elem()
			for i := range fields.NumField() {
				switch value := fields.Field(i).Interface().(type) {
				case ir.Local:
					highest = max(highest, value)
				case []ir.Local:
					highest = max(highest, slices.Max(append(value, highest)))
				}
			}
		}
	})
	return highest
}

// deepCopy also gives each place a statement of its own: planners share them.
func deepCopy(policy *ir.Policy) (*ir.Policy, error) {
	text, err := json.Marshal(policy)
	if err != nil {
		return nil, err
	}
	var result ir.Policy
	if err := json.Unmarshal(text, &result); err != nil {
		return nil, fmt.Errorf("the plan does not survive its own notation: %w", err)
	}
	for _, function := range result.Funcs.Funcs {
		plainOperands(function.Blocks)
	}
	for _, plan := range result.Plans.Plans {
		plainOperands(plan.Blocks)
	}
	return &result, nil
}

// plainOperands undoes what reading JSON makes of operands: the WebAssembly compiler knows them
// as values, not as pointers.
func plainOperands(blocks []*ir.Block) {
	eachBlock(blocks, func(block *ir.Block) {
		for _, stmt := range block.Stmts {
			eachOperand(stmt, func(operand *ir.Operand) {
				operand.Value = reflect.Indirect(reflect.ValueOf(operand.Value)).Interface().(ir.Val)
			})
		}
	})
}
