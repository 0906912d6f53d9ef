//go:build !unix

package disk

// Map implements FS: it reads the file.
func (d Dir) Map(name string) (data []byte, release func() error, err error) {
	data, err = d.Read(name)
	return data, func() error { return nil }, err
}
