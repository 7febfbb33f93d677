//go:build !amd64

package model

func withoutWide(func()) bool { return false }
