// Arithmetic in the prime field of 2^61 - 1 elements.
#pragma once

#include <cstdint>

namespace kernel {

using Residue = std::uint64_t;

constexpr Residue kPrime = (Residue{1} << 61) - 1;

inline Residue add(Residue a, Residue b) {
  const Residue s = a + b;
  return s >= kPrime ? s - kPrime : s;
}

inline Residue sub(Residue a, Residue b) { return a >= b ? a - b : a + kPrime - b; }

inline Residue negate(Residue a) { return a == 0 ? 0 : kPrime - a; }

inline Residue mul(Residue a, Residue b) {
  const unsigned __int128 w = static_cast<unsigned __int128>(a) * b;
  const Residue folded = static_cast<Residue>(w & kPrime) + static_cast<Residue>(w >> 61);
  return folded >= kPrime ? folded - kPrime : folded;
}

// Inverse by Fermat; `a` must not be 0.
inline Residue inverse(Residue a) {
  Residue result = 1;
  for (Residue e = kPrime - 2; e != 0; e >>= 1) {
    if (e & 1) result = mul(result, a);
    a = mul(a, a);
  }
  return result;
}

inline Residue from_integer(std::int64_t v) {
  const std::int64_t r = v % static_cast<std::int64_t>(kPrime);
  return r < 0 ? static_cast<Residue>(r + static_cast<std::int64_t>(kPrime)) : static_cast<Residue>(r);
}

inline Residue from_fraction(std::int64_t num, std::int64_t den) {
  return den == 1 ? from_integer(num) : mul(from_integer(num), inverse(from_integer(den)));
}

// SplitMix64, the value of a variable that nothing determines yet.
inline Residue random_residue(std::uint64_t seed) {
  std::uint64_t z = seed + 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return (z ^ (z >> 31)) % kPrime;
}

}  // namespace kernel
