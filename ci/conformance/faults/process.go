package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// A process is a program that the suite starts and ends; what it says goes to a file of its name.
type process struct {
	name    string
	folder  string
	env     []string
	command []string
	running *exec.Cmd
	ended   chan struct{}
}

func (p *process) log() string { return filepath.Join(p.folder, p.name+".log") }

func (p *process) start() error {
	out, err := os.OpenFile(p.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	p.running = exec.Command(p.command[0], p.command[1:]...)
	p.running.Env = append(os.Environ(), p.env...)
	p.running.Stdout, p.running.Stderr = out, out
	// Whatever ends the suite ends what it started.
	p.running.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.running.Start(); err != nil {
		return err
	}
	p.ended = make(chan struct{})
	go func(running *exec.Cmd, ended chan struct{}) {
		running.Wait()
		close(ended)
	}(p.running, p.ended)
	return nil
}

func (p *process) kill() {
	p.running.Process.Kill()
	<-p.ended
}

// stop asks the process to end, and waits for it.
func (p *process) stop(patience time.Duration) error {
	if p.running == nil || !p.isRunning() {
		return nil
	}
	p.running.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
		return nil
	case <-time.After(patience):
		p.kill()
		return fmt.Errorf("%s did not end within %s", p.name, patience)
	}
}

func (p *process) isRunning() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// The end of what the process said.
func (p *process) said() string {
	text, _ := os.ReadFile(p.log())
	return string(text[max(0, len(text)-2000):])
}

// run gives what a program says, and fails with it.
func run(stdin []byte, command ...string) (string, error) {
	started := exec.Command(command[0], command[1:]...)
	started.Stdin = reader(stdin)
	out, err := started.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("%v: %w: %s", command, err, out)
	}
	return string(out), nil
}

// eventually waits until something holds.
func eventually(patience time.Duration, what string, holds func() bool) error {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if holds() {
			return nil
		}
	}
	return fmt.Errorf("not within %s: %s", patience, what)
}
