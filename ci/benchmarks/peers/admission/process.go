package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// What Linux counts a process's time in, on every machine that Go runs on.
const ticksPerSecond = 100

// spent is the processor time of a process so far; zero where there is none.
func spent(process int) time.Duration {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", process))
	// The name, in brackets, may hold spaces; user and system time are the 12th and 13th after it.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / ticksPerSecond
}

func residentMB(process int) int {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	for _, line := range strings.Split(string(text), "\n") {
		var kilobytes int
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &kilobytes); err == nil {
			return kilobytes / 1024
		}
	}
	return 0
}
