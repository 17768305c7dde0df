package main

func runPrograms([]string) error { return nil }
func runCalls([]string) error    { return nil }
func runMinimise([]string) error { return nil }
