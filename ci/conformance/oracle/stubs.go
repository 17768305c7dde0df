package main

func runMinimise([]string) error { return nil }
