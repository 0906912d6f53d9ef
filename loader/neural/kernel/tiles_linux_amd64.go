package kernel

import "golang.org/x/sys/unix"

// permitTiles asks the kernel for the registers of AMX, which a process gets on request only (Linux 5.16 and later:
// Documentation/arch/x86/xstate.rst). It tells whether they may be used.
func permitTiles() bool {
	const requestPermission, tileData = 0x1023, 18 // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
	_, _, err := unix.RawSyscall(unix.SYS_ARCH_PRCTL, requestPermission, tileData, 0)
	return err == 0
}
