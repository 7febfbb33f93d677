//go:build !unix

package output

// alive says yes: without a way to ask, nothing of others is deleted.
func alive(int) bool { return true }

func syncDir(string) error { return nil }
