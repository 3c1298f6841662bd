package desktop

import (
	"os"
	"strings"

	"northboard/backend/fault"
)

// agentSuffix ends the name of the program that does everything but show a window. It lies beside the one that does:
// northboard and northboard-agent. It links no toolkit, so that whoever runs all day takes little memory.
const agentSuffix = "-agent"

// Program is the file of the program that runs, also when it was replaced since; "" when the system does not tell.
func Program() string {
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	return program
}

// AgentProgram is the program to run as agent: the one without a window where it is installed, else this one.
func AgentProgram() string { return agentBeside(Program()) }

// WindowProgram is the program that can show a window: this one, or the one beside it.
func WindowProgram() string { return strings.TrimSuffix(Program(), agentSuffix) }

func agentBeside(program string) string {
	if program == "" || strings.HasSuffix(program, agentSuffix) || !isProgram(program+agentSuffix) {
		return program
	}
	return program + agentSuffix
}

// Become makes this process another program with these arguments. It returns only when that cannot be.
func Become(program string, args []string) error {
	if !isProgram(program) {
		return fault.Newf(fault.Unavailable, "The program %s is missing, so that could not be done. Nothing was changed; install Northboard again.", program)
	}
	return become(program, args)
}

func isProgram(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && (info.Mode().Perm()&0o111 != 0 || strings.HasSuffix(path, ".exe"))
}
