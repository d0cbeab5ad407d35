package main

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// badValue is a mistake in the config file and where it stands.
type badValue struct {
	line, column int
	msg, hint    string
}

func (e *badValue) Error() string { return e.msg }

func wrong(n ast.Node, hint, format string, args ...any) error {
	p := n.GetToken().Position
	return &badValue{p.Line, p.Column, fmt.Sprintf(format, args...), hint}
}

// keys are what a mapping may hold, and how each is read.
type keys map[string]func(ast.Node) error

// object reads a mapping, strictly: an unknown key is an error, and so is one
// given twice.
func object(n ast.Node, k keys) error {
	return eachKey(n, func(key string, at, value ast.Node) error {
		read, ok := k[key]
		if !ok {
			return wrong(at, didYouMean(key, slices.Collect(maps.Keys(k))), "unknown key %q", key)
		}
		return read(value)
	})
}

// each reads a mapping whose keys are names that the operator chose.
func each(read func(name string, n ast.Node) error) func(ast.Node) error {
	return func(n ast.Node) error {
		return eachKey(n, func(key string, _, value ast.Node) error { return read(key, value) })
	}
}

func eachKey(n ast.Node, read func(key string, at, value ast.Node) error) error {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.NullNode:
		return nil
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return wrong(n, "write it as  key: value", "%s where keys are expected", n.Type().YAMLName())
	}
	seen := map[string]bool{}
	for _, v := range values {
		key, err := word(v.Key)
		if err != nil {
			return err
		}
		if seen[key] {
			return wrong(v.Key, "keep one of them", "key %q a second time", key)
		}
		seen[key] = true
		if err := read(key, v.Key, v.Value); err != nil {
			return err
		}
	}
	return nil
}

// into reads a value to a place; a key without a value leaves it as it is.
func into[T any](place *T, read func(ast.Node) (T, error)) func(ast.Node) error {
	return func(n ast.Node) error {
		if _, empty := n.(*ast.NullNode); empty {
			return nil
		}
		v, err := read(n)
		if err == nil {
			*place = v
		}
		return err
	}
}

// list reads a sequence; one value alone is a list of one.
func list[T any](read func(ast.Node) (T, error)) func(ast.Node) ([]T, error) {
	return func(n ast.Node) ([]T, error) {
		nodes := []ast.Node{n}
		if s, ok := n.(*ast.SequenceNode); ok {
			nodes = s.Values
		}
		var out []T
		for _, n := range nodes {
			v, err := read(n)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	}
}

// word reads a scalar as it is written, so that an account ID that looks like a
// number keeps its zeros.
func word(n ast.Node) (string, error) {
	switch n := n.(type) {
	case *ast.LiteralNode:
		return n.Value.Value, nil
	case ast.ScalarNode:
		if s := n.GetToken().Value; s != "" {
			return s, nil
		}
		return "", wrong(n, "give it a value or remove the key", "empty value")
	default:
		return "", wrong(n, "write one value", "%s where one value is expected", n.Type().YAMLName())
	}
}

func yesNo(n ast.Node) (bool, error) {
	if b, ok := n.(*ast.BoolNode); ok {
		return b.Value, nil
	}
	return false, wrong(n, "write true or false", "neither true nor false")
}

// no reads true or false, for what is on unless it is switched off.
func no(n ast.Node) (bool, error) {
	on, err := yesNo(n)
	return !on, err
}

// checked reads a scalar and has it checked as a flag's value would be.
func checked(check func(string) error) func(ast.Node) (string, error) {
	return func(n ast.Node) (string, error) {
		s, err := word(n)
		if err != nil {
			return "", err
		}
		if err := check(s); err != nil {
			var usage *usageError
			if errors.As(err, &usage) {
				return "", wrong(n, usage.hint, "%s", usage.msg)
			}
			return "", wrong(n, "", "%v", err)
		}
		return s, nil
	}
}

func accountID(n ast.Node) (string, error) { return checked(checkAccount)(n) }
func region(n ast.Node) (string, error)    { return checked(checkRegion)(n) }
func roleName(n ast.Node) (string, error)  { return checked(checkRole)(n) }

func oneOf(names ...string) func(ast.Node) (string, error) {
	return checked(func(s string) error { return checkOneOf(s, names) })
}

func duration(least, most time.Duration) func(ast.Node) (time.Duration, error) {
	return func(n ast.Node) (time.Duration, error) {
		s, err := checked(func(s string) error { return checkDuration(s, least, most) })(n)
		if err != nil {
			return 0, err
		}
		return time.ParseDuration(s)
	}
}

func pattern(n ast.Node) (string, error) {
	return checked(func(s string) error {
		if _, err := regexp.Compile(s); err != nil {
			return usagef("see https://pkg.go.dev/regexp/syntax", "%s is no regular expression: %v", strconv.Quote(s), err)
		}
		return nil
	})(n)
}
