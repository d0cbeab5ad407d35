package sim

import (
	"encoding/hex"
	"strings"
)

// mix is the SplitMix64 finaliser: a bijection on 64 bits that scatters them.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

func unmix(x uint64) uint64 {
	x ^= x>>31 ^ x>>62
	x *= 0x319642b2d24d8ec3
	x ^= x>>27 ^ x>>54
	x *= 0x96de1b173f119089
	return x ^ x>>30 ^ x>>60
}

// hash folds numbers into one; equal numbers give an equal hash.
func hash(seed uint64, parts ...uint64) uint64 {
	for _, p := range parts {
		seed = mix(seed ^ (p+0x9e3779b97f4a7c15)*0xd1342543de82ef95)
	}
	return seed
}

func hashText(seed uint64, s string) uint64 {
	for i := range len(s) {
		seed = (seed ^ uint64(s[i])) * 0x100000001b3
	}
	return mix(seed)
}

// A place names one item of one stream: 18 bits of stream, 24 of wave, 20 of
// item, 2 of child (0 is the item itself). IDs carry it, scrambled, so that a
// description finds its thing without an index.
type place struct {
	stream, wave, item, child int
}

func (p place) code(seed uint64) uint64 {
	x := uint64(p.stream)<<46 | uint64(p.wave&0xffffff)<<22 | uint64(p.item)<<2 | uint64(p.child)
	return mix(x ^ seed)
}

func placeOf(code, seed uint64) place {
	x := unmix(code) ^ seed
	return place{stream: int(x >> 46), wave: int(x >> 22 & 0xffffff), item: int(x >> 2 & 0xfffff), child: int(x & 3)}
}

const hexDigits = "0123456789abcdef"

// hex16 appends the sixteen hexadecimal digits of x.
func hex16(b []byte, x uint64) []byte {
	for shift := 60; shift >= 0; shift -= 4 {
		b = append(b, hexDigits[x>>shift&15])
	}
	return b
}

// uuid writes a code as a UUID of version 4; codeOfUUID reads it back.
func uuid(code uint64) string {
	var raw [32]byte
	digits := hex16(hex16(raw[:0], code), mix(code^0x5bd1e995))
	var b [36]byte
	out := append(b[:0], digits[0:8]...)
	out = append(out, '-')
	out = append(out, digits[8:12]...)
	out = append(out, '-', '4')
	out = append(out, digits[12:15]...)
	out = append(out, '-', "89ab"[code&3])
	out = append(out, digits[15:18]...)
	out = append(out, '-')
	out = append(out, digits[18:30]...)
	return string(out)
}

func codeOfUUID(s string) (uint64, bool) {
	if len(s) != 36 {
		return 0, false
	}
	code, ok := codeOfHex(s[0:8] + s[9:13] + s[15:18] + s[20:21])
	return code, ok && uuid(code) == s
}

func codeOfHex(s string) (uint64, bool) {
	var raw [8]byte
	if n, err := hex.Decode(raw[:], []byte(s)); n != 8 || err != nil || len(s) != 16 {
		return 0, false
	}
	var code uint64
	for _, b := range raw {
		code = code<<8 | uint64(b)
	}
	return code, strings.ToLower(s) == s
}
