package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strconv"

	"filippo.io/age"
)

// Rules of locked archives: age (age-encryption.org/v1) with one passphrase and nothing else, so that any age program can
// open them. The work factor costs whoever tries passphrases, and us, 128 MB and half a second; one that asks for more
// memory than that is refused before it is given any.

// workFactor is a variable for the tests under the race detector only.
var workFactor = 17

const sealMark = "age-encryption.org/"

// sealForm is the whole header that we write.
var sealForm = regexp.MustCompile(`^age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n`)

const sealLength = 300

func seal(out io.Writer, passphrase string) (io.WriteCloser, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("lock the archive: %w", err)
	}
	recipient.SetWorkFactor(workFactor)
	sealing, err := age.Encrypt(out, recipient)
	if err != nil {
		return nil, fmt.Errorf("lock the archive: %w", err)
	}
	return sealing, nil
}

// isSealed looks whether a file is locked.
func isSealed(head []byte) bool { return bytes.HasPrefix(head, []byte(sealMark)) }

// sealCost reads what opening would cost, and refuses a header that we never write.
func sealCost(head []byte) (factor int, err error) {
	parts := sealForm.FindSubmatch(head)
	if parts == nil {
		return 0, notOurs(errors.New("it is locked in another way than with one passphrase"))
	}
	if factor, err = strconv.Atoi(string(parts[1])); err != nil || factor > workFactor {
		return 0, tooMuch("the work factor %s", parts[1])
	}
	return factor, nil
}

// unseal opens a locked file for reading at any place.
func unseal(file io.ReaderAt, size int64, head []byte, passphrase string) (io.ReaderAt, int64, error) {
	if _, err := sealCost(head); err != nil {
		return nil, 0, err
	}
	if passphrase == "" {
		return nil, 0, sealed()
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, 0, fmt.Errorf("unlock the archive: %w", err)
	}
	identity.SetMaxWorkFactor(workFactor)
	plain, length, err := age.DecryptReaderAt(file, size, identity)
	// The 128 MB that a try costs are given back now: a second try would otherwise come on top of them.
	runtime.GC()
	var wrong *age.NoIdentityMatchError
	if errors.As(err, &wrong) {
		return nil, 0, wrongKey(err)
	}
	if err != nil {
		return nil, 0, broken(fmt.Errorf("unlock the archive: %w", err))
	}
	return plain, length, nil
}
